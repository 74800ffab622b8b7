from setuptools import Extension, setup

setup(ext_modules=[Extension("setuptools_sample", ["sample.c"])])
