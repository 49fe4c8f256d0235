"""The layering rules find planted violations, and nothing in a clean tree."""

import unittest

import rules


def found(check, files):
    return list(check(files))


class LayersPointOneWay(unittest.TestCase):
    def test_an_include_downwards_is_fine(self):
        self.assertEqual(found(rules.check_layers, {
            "src/base/ticks.hpp": "", "src/engine/clock.hpp": '#include "base/ticks.hpp"\n',
            "src/cli/run.hpp": '#include "engine/clock.hpp"\n', "src/main.cpp": '#include "cli/run.hpp"\n'}), [])

    def test_an_include_upwards_is_found_with_its_line(self):
        self.assertEqual(found(rules.check_layers, {
            "src/engine/clock.hpp": '#pragma once\n#include "justice/people/offender.hpp"\n',
            "src/justice/people/offender.hpp": ""}),
            ['src/engine/clock.hpp:2: includes "justice/people/offender.hpp": '
             "engine stands below justice and may not include it"])

    def test_main_sees_the_command_line_alone(self):
        self.assertEqual(len(found(rules.check_layers, {
            "src/main.cpp": '#include "base/ticks.hpp"\n', "src/base/ticks.hpp": ""})), 1)

    def test_a_relative_or_unknown_include_is_found(self):
        for include in ("ticks.hpp", "../base/ticks.hpp", "shared/ticks.hpp", "base/missing.hpp"):
            self.assertEqual(len(found(rules.check_layers, {
                "src/base/ticks.hpp": "", "src/base/clock.hpp": f'#include "{include}"\n'})), 1, include)

    def test_a_folder_outside_the_order_is_found(self):
        self.assertEqual(len(found(rules.check_layers, {"src/helpers/a.hpp": ""})), 1)


class RoomsOfJustice(unittest.TestCase):
    def include(self, source, target):
        return found(rules.check_layers, {f"src/justice/{source}": f'#include "justice/{target}"\n',
                                          f"src/justice/{target}": ""})

    def test_people_may_not_see_services_nor_services_the_pathway(self):
        self.assertEqual(len(self.include("people/sentence.hpp", "services/ledger.hpp")), 1)
        self.assertEqual(len(self.include("services/ledger.hpp", "pathway/context.hpp")), 1)
        self.assertEqual(self.include("pathway/context.hpp", "services/ledger.hpp"), [])

    def test_only_the_pathway_sees_what_gathers_all_rooms(self):
        self.assertEqual(len(self.include("people/population.hpp", "model.hpp")), 1)
        self.assertEqual(self.include("pathway/context.hpp", "model.hpp"), [])
        self.assertEqual(self.include("model.hpp", "pathway/custody_model.hpp"), [])

    def test_a_process_may_not_see_another_process(self):
        self.assertEqual(len(self.include("pathway/custody.cpp", "pathway/licence.hpp")), 1)
        self.assertEqual(len(self.include("pathway/custody_release.cpp", "pathway/licence.hpp")), 1)
        self.assertEqual(len(self.include("pathway/opening.cpp", "pathway/licence.hpp")), 1)

    def test_a_process_may_not_reach_another_by_a_detour(self):
        files = {"src/justice/pathway/custody.cpp": '#include "justice/pathway/regime.hpp"\n',
                 "src/justice/pathway/regime.hpp": '#include "justice/pathway/licence.hpp"\n',
                 "src/justice/pathway/licence.hpp": "", "src/justice/pathway/pathway.cpp":
                 '#include "justice/pathway/regime.hpp"\n'}
        self.assertEqual(found(rules.check_layers, files), [])
        self.assertEqual(found(rules.check_processes, files), [
            "src/justice/pathway/custody.cpp:1: reaches the process licence through src/justice/pathway/regime.hpp"])

    def test_parameters_of_another_process_are_plain_data(self):
        self.assertEqual(self.include("pathway/reoffending.hpp", "pathway/proceedings_model.hpp"), [])

    def test_a_process_sees_itself_and_the_pathway_sees_all(self):
        self.assertEqual(self.include("pathway/custody_release.cpp", "pathway/custody.hpp"), [])
        self.assertEqual(self.include("pathway/custody.cpp", "pathway/transition.hpp"), [])
        self.assertEqual(self.include("pathway/pathway.cpp", "pathway/licence.hpp"), [])


class LibrariesHaveOneHome(unittest.TestCase):
    def test_each_library_is_refused_elsewhere(self):
        for header, home in (("yaml-cpp/yaml.h", "scenario"), ("valijson/validator.hpp", "scenario"),
                             ("hdf5.h", "results"), ("hdf5_hl.h", "results"), ("H5DSpublic.h", "results"),
                             ("boost/mpi.hpp", "experiment"), ("mpi.h", "experiment"), ("CLI/CLI.hpp", "cli")):
            text = f"#include <{header}>\n"
            self.assertEqual(found(rules.check_libraries, {f"src/{home}/a.cpp": text}), [], header)
            self.assertEqual(len(found(rules.check_libraries, {"src/analysis/a.cpp": text})), 1, header)


class TextOfTheSources(unittest.TestCase):
    def test_a_path_outside_the_repository_is_found(self):
        self.assertEqual(len(found(rules.check_text, {"src/base/a.cpp": "// see ../" + "shared/model.md\n"})), 1)

    def test_a_header_without_guard_is_found(self):
        self.assertEqual(len(found(rules.check_text, {"src/base/a.hpp": "int a();\n"})), 1)

    def test_a_circle_of_headers_is_found(self):
        files = {"src/base/a.hpp": '#include "base/b.hpp"\n', "src/base/b.hpp": '#include "base/a.hpp"\n'}
        self.assertEqual(len(found(rules.check_cycles, files)), 1)


class TestsAreBuiltAndNamed(unittest.TestCase):
    def test_a_test_file_that_no_target_builds_is_found(self):
        self.assertEqual(len(found(rules.check_tests, {"tests/unit/helpers/a.cpp": ""})), 1)
        self.assertEqual(len(found(rules.check_tests, {"tests/unit/justice/people/a.cpp": ""})), 1)
        self.assertEqual(found(rules.check_tests, {"tests/unit/justice/a.cpp": ""}), [])

    def test_a_name_that_is_no_sentence_is_found(self):
        self.assertEqual(len(found(rules.check_tests, {"tests/unit/base/a.cpp": "TEST(Ticks, Basic) {\n"})), 1)
        self.assertEqual(found(rules.check_tests, {"tests/unit/base/a.cpp": "TEST(Ticks, RoundToTheMinute) {\n"}), [])

    def test_a_long_file_is_told(self):
        self.assertEqual(len(found(rules.long_files, {"src/base/a.cpp": "\n" * 451})), 1)
        self.assertEqual(found(rules.long_files, {"src/base/a.cpp": "\n" * 450}), [])


if __name__ == "__main__":
    unittest.main()
