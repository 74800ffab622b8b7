package org.nrnwheel.tests;

import java.util.Locale;

/** Real projects with native code, and Python programs that make them use the libraries of the system that they were built with. */
enum Smoke {
    CFFI("""
            import cffi
            ffi = cffi.FFI()
            ffi.cdef("int abs(int); size_t strlen(const char *);")
            libc = ffi.dlopen(None)
            assert (libc.abs(-42), libc.strlen(b"four")) == (42, 4)
            """),
    PYYAML("""
            import yaml, yaml._yaml
            assert yaml.load("a: [1, 2]", Loader=yaml.CSafeLoader) == {"a": [1, 2]}
            assert yaml.dump({"a": 1}, Dumper=yaml.CSafeDumper) == "a: 1\\n"
            """),
    PSYCOPG2("""
            import psycopg2.extensions
            assert psycopg2.extensions.libpq_version() >= 100000
            assert psycopg2.extensions.parse_dsn("host=h dbname=d") == {"host": "h", "dbname": "d"}
            try:
                psycopg2.connect("host=127.0.0.1 port=1")
                raise AssertionError("connected")
            except psycopg2.OperationalError as e:
                assert "refused" in str(e), e
            """),
    LXML("""
            from lxml import etree, objectify
            sheet = etree.XSLT(etree.XML('''<x:stylesheet version="1.0" xmlns:x="http://www.w3.org/1999/XSL/Transform">
                <x:template match="/"><b><x:value-of select="a/@n + 1"/></b></x:template></x:stylesheet>'''))
            assert sheet(etree.XML("<a n='41'/>")).getroot().text == "42"
            assert objectify.fromstring("<a><b>1</b></a>").b == 1
            """),
    PILLOW("""
            import io
            from PIL import Image, ImageFont, features
            written = io.BytesIO()
            Image.new("RGB", (16, 16), (200, 10, 10)).save(written, "JPEG")
            red, green, blue = Image.open(io.BytesIO(written.getvalue())).getpixel((8, 8))
            assert red > 190 and green < 20 and blue < 20
            Image.new("RGB", (16, 16)).save(io.BytesIO(), "WEBP")
            assert features.version("freetype2")
            ImageFont.load_default().getbbox("text")
            """),
    PYCURL("""
            import io, pycurl
            assert "libcurl/" in pycurl.version and "OpenSSL/" in pycurl.version
            read = io.BytesIO()
            curl = pycurl.Curl()
            curl.setopt(pycurl.URL, "file:///etc/debian_version")
            curl.setopt(pycurl.WRITEDATA, read)
            curl.perform()
            assert read.getvalue() == open("/etc/debian_version", "rb").read()
            """),
    MYSQLCLIENT("""
            import MySQLdb
            assert MySQLdb.get_client_info()[0].isdigit()
            try:
                MySQLdb.connect(host="127.0.0.1", port=1)
                raise AssertionError("connected")
            except MySQLdb.OperationalError as e:
                assert e.args[0] in (2002, 2003), e
            """),
    PYTHON_LDAP("""
            import ldap, ldap.dn
            assert ldap.dn.str2dn("cn=a,dc=b")[0][0][:2] == ("cn", "a")
            try:
                ldap.initialize("ldap://127.0.0.1:1").simple_bind_s()
                raise AssertionError("connected")
            except ldap.SERVER_DOWN:
                pass
            """),
    PYPROJ("""
            import pyproj
            # Without the system's proj.db, which stays outside of the wheel.
            azimuth, back, metres = pyproj.Geod(a=6378137, f=1 / 298.257223563).inv(0, 0, 0, 1)
            assert abs(metres - 110574.39) < 0.01 and azimuth == 0
            """),
    SHAPELY("""
            import shapely
            assert 3.1 < shapely.Point(0, 0).buffer(1).area < 3.15
            """),
    GMPY2("""
            import gmpy2
            assert gmpy2.mpz(3) ** 1000 == 3 ** 1000
            assert abs(gmpy2.sqrt(gmpy2.mpfr(2)) ** 2 - 2) < 1e-15
            assert gmpy2.mpc(0, 1) ** 2 == -1
            """),
    PYGIT2("""
            import sys, types
            # Python's own ssl needs a library that is not in the root either.
            sys.modules["ssl"] = types.ModuleType("ssl")
            certificates = types.SimpleNamespace(cafile="/etc/ssl/certs/ca-certificates.crt", capath="/etc/ssl/certs")
            sys.modules["ssl"].get_default_verify_paths = lambda: certificates
            import pygit2
            repository = pygit2.init_repository("/tmp/repository", bare=True)
            assert repository[repository.create_blob(b"content")].data == b"content"
            """);

    /** Names the libraries of wheels that the process has loaded, one a line. */
    private static final String LOADED = """
            with open("/proc/self/maps") as maps:
                loaded = {line.split("/")[-1].strip() for line in maps if ".libs/" in line}
            print("\\n".join(sorted(loaded)))
            """;

    private final String program;

    Smoke(String program) {
        this.program = program;
    }

    /** Its name on PyPI. */
    String project() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A program that uses the project, and prints which libraries out of wheels it loaded. */
    String program() {
        return program + LOADED;
    }
}
