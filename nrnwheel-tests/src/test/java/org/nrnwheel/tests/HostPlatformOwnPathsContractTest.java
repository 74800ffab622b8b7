package org.nrnwheel.tests;

/** This host keeps the contract also where it cannot show every workspace at one path. */
class HostPlatformOwnPathsContractTest extends HostPlatformContractTest {
    @Override
    String spec() {
        return "host:paths=own";
    }
}
