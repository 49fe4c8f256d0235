"""Ends a test as skipped (ctest's SKIP_RETURN_CODE 77) when a reader is not installed."""

import importlib
import shutil
import sys

MODULES = ("xarray", "h5netcdf", "netCDF4", "h5py", "numpy")
TOOLS = ("ncdump", "h5dump")


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def require_readers():
    for module in MODULES:
        try:
            importlib.import_module(module)
        except ImportError as error:
            skip(f"{sys.executable} has no module {module} ({error})")
    for tool in TOOLS:
        if shutil.which(tool) is None:
            skip(f"{tool} is not installed")
