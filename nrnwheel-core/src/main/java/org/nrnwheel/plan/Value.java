package org.nrnwheel.plan;

/** A piece of a command: known now, or bound when a workspace opens or an earlier step ends. All are immutable. */
public sealed interface Value permits Text, Place, Captured, Joined, Variable {}
