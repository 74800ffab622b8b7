"""A PEP 517 backend that needs nothing and writes a wheel of some size, a piece at a time."""

import base64
import hashlib
import os
import random
import sys
import time
import zipfile

PIECES = 10
TAG = "cp{0}{1}-cp{0}{1}-linux_x86_64".format(*sys.version_info[:2])
INFO = "slow_sample-1.0.dist-info"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    noise = random.Random(1)
    files = {"slow_sample/__init__.py": b""}
    for piece in range(PIECES):
        files["slow_sample/noise%d.bin" % piece] = noise.getrandbits(8 * 300_000).to_bytes(300_000, "big")
    files[INFO + "/METADATA"] = b"Metadata-Version: 2.1\nName: slow-sample\nVersion: 1.0\n"
    files[INFO + "/WHEEL"] = (
        "Wheel-Version: 1.0\nGenerator: sample\nRoot-Is-Purelib: false\nTag: %s\n" % TAG
    ).encode()
    record = ["%s,sha256=%s,%d" % (name, digest(data), len(data)) for name, data in files.items()]
    record.append(INFO + "/RECORD,,")
    files[INFO + "/RECORD"] = ("\n".join(record) + "\n").encode()
    wheel = "slow_sample-1.0-%s.whl" % TAG
    with zipfile.ZipFile(os.path.join(wheel_directory, wheel), "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
            time.sleep(0.05)
    return wheel


def digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
