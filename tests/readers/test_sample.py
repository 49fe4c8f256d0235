"""test_sample.py MAKE_SAMPLE: what xarray, h5netcdf, netcdf4-python, ncdump and h5dump make of the sample file."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

from skipping import require_readers

require_readers()

import netCDF4  # noqa: E402
import numpy  # noqa: E402
import xarray  # noqa: E402

import check_results  # noqa: E402


class Sample(unittest.TestCase):
    maker = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = str(pathlib.Path(cls.folder.name) / "sample.h5")
        subprocess.run([cls.maker, cls.path], check=True)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def each_engine(self, group=None):
        for engine in check_results.ENGINES:
            with self.subTest(engine=engine), xarray.open_dataset(self.path, engine=engine, group=group) as dataset:
                yield dataset

    def test_the_checker_finds_no_fault(self):
        self.assertEqual(check_results.check(self.path), [])

    def test_the_checker_finds_what_is_wrong(self):
        other = str(pathlib.Path(self.folder.name) / "other.h5")
        with netCDF4.Dataset(other, "w") as dataset:
            dataset.createDimension("option", 2)
            dataset.createVariable("cost", "f8", ("option",))
        faults = "\n".join(check_results.check(other))
        for expected in ("Conventions", "no title", "no history", "cost has no units", "option has no coordinates",
                         "cost has no scalar _FillValue"):
            self.assertIn(expected, faults)

    def test_dimensions_have_their_names_and_order(self):
        for dataset in self.each_engine():
            self.assertEqual(dataset.prison_population_monthly.dims, ("option", "replication", "time"))
            self.assertEqual(dict(dataset.sizes),
                             {"option": 2, "replication": 3, "time": 2, "point": 0, "draw": 20_000})

    def test_text_coordinates_select_by_label(self):
        for dataset in self.each_engine():
            self.assertEqual(list(dataset.option.values), ["merged", "getrennt-für-zwei"])
            chosen = dataset.prison_population.sel(option="getrennt-für-zwei", replication=1)
            self.assertEqual(float(chosen), 2)

    def test_times_are_dates(self):
        for dataset in self.each_engine():
            numpy.testing.assert_array_equal(dataset.time.values,
                                             numpy.array(["2010-01-01", "2010-02-01"], "datetime64[ns]"))

    def test_lengths_of_time_stay_numbers(self):
        for dataset in self.each_engine():
            self.assertEqual(dataset.psr_wait.dtype, numpy.float32)
            self.assertEqual(dataset.psr_wait.attrs["units"], "day")

    def test_missing_values_are_nan(self):
        for dataset in self.each_engine():
            self.assertTrue(numpy.isnan(dataset.prison_population.values[0, 2]))
            self.assertTrue(numpy.isnan(dataset.prison_population.encoding["_FillValue"]))
        with netCDF4.Dataset(self.path) as dataset:
            self.assertTrue(dataset["prison_population"][:].mask[0, 2])

    def test_attributes_say_what_a_variable_is(self):
        for dataset in self.each_engine():
            attributes = dataset.prison_population.attrs
            self.assertEqual(attributes["long_name"], "persons in prison, mean over the reporting window")
            self.assertEqual(attributes["cell_methods"], "time: mean")
            self.assertEqual(dataset.attrs["Conventions"], "CF-1.10")
            self.assertEqual(dataset.attrs["title"], "Merged against separate")
            self.assertEqual(int(dataset.attrs["incomplete"]), 0)

    def test_flags_keep_their_meanings(self):
        for dataset in self.each_engine():
            self.assertEqual(dataset.finished.dtype, numpy.int8)
            self.assertEqual(list(dataset.finished.values), [1, 1, 0])
            self.assertEqual(list(dataset.finished.attrs["flag_values"]), [0, 1])
            self.assertEqual(dataset.finished.attrs["flag_meanings"], "failed finished")

    def test_integers_stay_integers(self):
        for dataset in self.each_engine():
            self.assertEqual(dataset.events_executed.dtype, numpy.int32)
            self.assertEqual(dataset.replication.dtype.kind, "i")

    def test_text_keeps_its_letters_and_lines(self):
        for dataset in self.each_engine():
            self.assertEqual(list(dataset.note.values), ["", "ünïcode", "line\nbreak"])

    def test_compressed_values_are_whole(self):
        for dataset in self.each_engine():
            numpy.testing.assert_array_equal(dataset.net_benefit.values.ravel(), numpy.arange(40_000) / 4)
            self.assertTrue(dataset.net_benefit.encoding.get("zlib") or
                            dataset.net_benefit.encoding.get("compression") == "gzip")

    def test_an_empty_dimension_is_no_obstacle(self):
        for dataset in self.each_engine():
            self.assertEqual(dataset.response.shape, (0,))

    def test_groups_open_with_their_own_scales(self):
        for dataset in self.each_engine("events"):
            self.assertEqual(dict(dataset.sizes), {"event": 3})
            self.assertEqual(list(dataset.offender.values), [1 << 40, 7, 8])
            self.assertEqual(str(dataset.event_time.values[0]), "2009-01-01T12:00:00.000000000")
            self.assertEqual(dataset.kind.attrs["flag_meanings"], "reception release recall")

    def test_provenance_reads_as_text_and_numbers(self):
        for dataset in self.each_engine("provenance"):
            self.assertEqual(str(dataset.scenario_text.values), "name: größer\noptions: []\n")
            self.assertEqual(int(dataset.seed), 20100118)

    def test_variables_keep_their_order(self):
        with netCDF4.Dataset(self.path) as dataset:
            self.assertEqual(list(dataset.dimensions), ["option", "replication", "time", "point", "draw"])
            self.assertEqual(list(dataset.variables)[5:7],
                             ["prison_population", "prison_population_monthly"])

    def test_ncdump_prints_dimensions_and_coordinates(self):
        printed = subprocess.run(["ncdump", "-v", "option,time", self.path], capture_output=True, text=True,
                                 check=True).stdout
        for line in ("time = 365, 396 ;", 'option = "merged", "getrennt-für-zwei" ;',
                     "double prison_population_monthly(option, replication, time) ;", "group: events {"):
            self.assertTrue(line in printed, line)

    def test_nccopy_and_xarray_can_write_it_again(self):
        copy = str(pathlib.Path(self.folder.name) / "copy.nc")
        subprocess.run(["nccopy", self.path, copy], check=True)
        with xarray.open_dataset(copy) as dataset, xarray.open_dataset(self.path) as original:
            xarray.testing.assert_identical(dataset, original)
            original.to_netcdf(str(pathlib.Path(self.folder.name) / "again.nc"))


if __name__ == "__main__":
    Sample.maker = sys.argv.pop(1)
    unittest.main()
