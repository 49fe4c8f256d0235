"""check_results.py FILE...: is each a results file that every scientific tool opens?

Checks the layout of docs/results-format.md with h5py, netcdf4-python, h5netcdf through xarray, ncdump
and h5dump. Prints every fault; exit code 0 none, 1 some, 77 when a reader is not installed.
"""

import re
import subprocess
import sys

from skipping import require_readers

KNOWN_DIMENSIONS = {
    "option", "replication", "time", "account", "cohort", "disposal", "region", "draw", "point", "event", "band",
}
ENGINES = ("h5netcdf", "netcdf4")


class Checker:
    def __init__(self, path):
        self.path = path
        self.faults = []

    def fault(self, text):
        self.faults.append(f"{self.path}: {text}")

    def expect(self, condition, text):
        if not condition:
            self.fault(text)

    def run(self):
        self.check_hdf5()
        self.check_netcdf()
        groups = self.group_names()
        for engine in ENGINES:
            for group in groups:
                self.check_xarray(engine, group)
        self.check_tools()
        return self.faults

    def check_hdf5(self):
        import h5py

        with h5py.File(self.path, "r") as file:
            self.expect(file.attrs.get("Conventions") == "CF-1.10", "root Conventions is not CF-1.10")
            for name in ("title", "history"):
                self.expect(isinstance(file.attrs.get(name), str) and file.attrs[name] != "", f"root has no {name}")
            file.visititems(self.check_object)

    def check_object(self, name, item):
        import h5py

        if not isinstance(item, h5py.Dataset):
            return
        kind = item.dtype.kind
        is_text = h5py.check_string_dtype(item.dtype) is not None
        self.expect(kind in "if" or is_text, f"{name} has the type {item.dtype}, which netCDF readers do not show")
        self.expect(h5py.check_enum_dtype(item.dtype) is None, f"{name} is an enumeration")
        if is_text:
            information = h5py.check_string_dtype(item.dtype)
            self.expect(information.encoding == "utf-8" and information.length is None,
                        f"{name} is not variable-length UTF-8")
        if h5py.h5ds.is_scale(item.id):
            return
        for axis in range(item.ndim):
            self.expect(len(item.dims[axis]) == 1, f"{name} has no dimension scale on axis {axis}")
        if kind == "f":
            fill = item.attrs.get("_FillValue")
            self.expect(fill is not None and fill.shape == () and fill.dtype == item.dtype,
                        f"{name} has no scalar _FillValue of its type")

    def group_names(self):
        import h5py

        names = [None]
        with h5py.File(self.path, "r") as file:
            file.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Group) else None)
        return names

    def check_netcdf(self):
        import netCDF4

        with netCDF4.Dataset(self.path) as root:
            self.expect("option" in root.dimensions, "there is no dimension option")
            self.check_netcdf_group(root, "")

    def check_netcdf_group(self, group, path):
        for name in group.dimensions:
            self.expect(not name.startswith("phony_dim"), f"{path}{name} is a dimension without a name")
            self.expect(name in group.variables, f"dimension {path}{name} has no coordinates")
            self.expect(re.fullmatch("[a-z][a-z0-9_]*", name), f"dimension {path}{name} is not named in snake_case")
        for name, variable in group.variables.items():
            self.check_netcdf_variable(variable, path + name)
        for name, child in group.groups.items():
            self.check_netcdf_group(child, f"{path}{name}/")

    def check_netcdf_variable(self, variable, name):
        attributes = variable.ncattrs()
        if "flag_meanings" in attributes:
            values = variable.getncattr("flag_values")
            count = len(values) if hasattr(values, "__len__") else 1
            self.expect(variable.dtype == "int8", f"{name} has flags but is not int8")
            self.expect(len(variable.flag_meanings.split()) == count, f"{name} has not one meaning for each flag")
        elif variable.dtype is not str:
            units = variable.getncattr("units") if "units" in attributes else ""
            self.expect(isinstance(units, str) and units != "", f"{name} has no units")
            self.expect(not re.fullmatch("(day|hour|minute|second)s", units), f"{name}: {units} reads as a timedelta")
        for attribute in attributes:
            self.expect(not isinstance(variable.getncattr(attribute), bytes), f"{name}@{attribute} is not text")

    def check_xarray(self, engine, group):
        import numpy
        import xarray

        where = f"{engine}, group {group or '/'}"
        try:
            dataset = xarray.open_dataset(self.path, engine=engine, group=group)
        except Exception as error:  # whatever a reader throws is a fault of the file
            self.fault(f"{where}: {type(error).__name__}: {error}")
            return
        with dataset:
            dataset.load()
            for name in dataset.dims:
                self.expect("phony" not in str(name), f"{where}: dimension {name}")
            for name, variable in dataset.variables.items():
                units = variable.attrs.get("units", variable.encoding.get("units", ""))
                if " since " in str(units):
                    self.expect(numpy.issubdtype(variable.dtype, numpy.datetime64), f"{where}: {name} is not decoded")
            if "time" in dataset.coords:
                self.expect(numpy.issubdtype(dataset.time.dtype, numpy.datetime64), f"{where}: time is no date")
            unknown = {str(name) for name in dataset.dims} - KNOWN_DIMENSIONS
            if group is None and unknown:
                print(f"{self.path}: note: further dimensions {sorted(unknown)}")

    def check_tools(self):
        for command in (["ncdump", "-h"], ["h5dump", "-H"]):
            result = subprocess.run([*command, self.path], capture_output=True, text=True, check=False)
            self.expect(result.returncode == 0, f"{' '.join(command)} failed: {result.stderr.strip()}")
            self.expect("phony_dim" not in result.stdout, f"{' '.join(command)} shows phony dimensions")


def check(path):
    return Checker(str(path)).run()


def main():
    require_readers()
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    faults = [fault for path in sys.argv[1:] for fault in check(path)]
    print("\n".join(faults) if faults else "every reader opens it")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
