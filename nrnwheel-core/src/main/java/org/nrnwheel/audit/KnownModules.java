package org.nrnwheel.audit;

/** Python modules that come from distributions, as words. */
final class KnownModules {
    /** Distributions whose modules have other names than they have. */
    static final String DISTRIBUTIONS = """
            pkg_resources=setuptools setuptools=setuptools distutils=setuptools yaml=PyYAML PIL=Pillow cv2=opencv-python sklearn=scikit-learn bs4=beautifulsoup4 dateutil=python-dateutil attr=attrs attrs=attrs
            google=protobuf OpenSSL=pyOpenSSL serial=pyserial usb=pyusb zmq=pyzmq Crypto=pycryptodome magic=python-magic dotenv=python-dotenv jose=python-jose jwt=PyJWT docx=python-docx pptx=python-pptx
            MySQLdb=mysqlclient psycopg2=psycopg2 win32api=pywin32 win32con=pywin32 pythoncom=pywin32 gi=PyGObject
            lxml=lxml mpl_toolkits=matplotlib matplotlib=matplotlib skimage=scikit-image Bio=biopython
            OpenGL=PyOpenGL wx=wxPython IPython=ipython markdown=Markdown jinja2=Jinja2 werkzeug=Werkzeug flask=Flask
            pytz=pytz slugify=python-slugify git=GitPython ruamel=ruamel.yaml nacl=PyNaCl ldap=python-ldap
            fitz=PyMuPDF igraph=igraph mpi4py=mpi4py netCDF4=netCDF4 flatbuffers=flatbuffers greenlet=greenlet
            zope=zope.interface""";

    /** Other modules that are surely those of a distribution of the same name. */
    static final String KNOWN = """
            numpy scipy pandas matplotlib requests six packaging setuptools pip wheel pytest nose mock hypothesis cython Cython
            cffi pycparser h5py tables sympy networkx torch tensorflow jax numba llvmlite tqdm click rich typer pydantic
            typing_extensions importlib_metadata importlib_resources zipp platformdirs appdirs filelock psutil urllib3 certifi
            idna chardet charset_normalizer cryptography bcrypt paramiko aiohttp anyio httpx httpcore h11 trio twisted gevent
            tornado django flask sqlalchemy alembic redis pymongo boto3 botocore s3transfer jmespath docutils sphinx
            jsonschema referencing simplejson orjson ujson msgpack toml tomli tomlkit pyarrow polars dask xarray zarr
            numcodecs fsspec cloudpickle joblib threadpoolctl statsmodels seaborn plotly bokeh imageio pyproj shapely fiona
            rasterio geopandas find_libpython nbformat nbconvert ipywidgets traitlets jupyter_core notebook colorama termcolor
            decorator wrapt deprecated pluggy attr iniconfig exceptiongroup sniffio multidict yarl frozenlist pyparsing
            cycler kiwisolver fonttools contourpy absl grpc pycurl regex nltk spacy transformers tokenizers safetensors""";

    private KnownModules() {}
}
