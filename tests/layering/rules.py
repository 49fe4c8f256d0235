"""The rules of the source tree as data, and the checks as functions over {path: text}.

A path is relative to the repository (`src/base/ticks.hpp`). Each check returns violations as
`path:line: sentence`. check_tree.py runs them on the tree; test_rules.py on planted violations.
"""

import re

LAYERS = ["base", "random", "engine", "justice", "recording", "scenario", "experiment", "analysis",
          "calibration", "results", "report", "cli"]
ROOMS = ["people", "services", "pathway"]
PROCESSES = ["proceedings", "custody", "licence", "community_order", "programmes", "reoffending"]
ROUTERS = ["pathway", "regime"]  # files of justice/pathway that hold the processes and route between them
# A third-party library (by the form of its include) and the one folder that may see it.
ONLY = [(r"yaml-cpp/", "scenario"), (r"valijson/", "scenario"), (r"(hdf5|hdf5_hl|H5\w+)\.h", "results"),
        (r"(boost/mpi|mpi\.h)", "experiment"), (r"CLI/", "cli"), (r"spdlog/", "cli")]
OUTSIDE = re.compile(r"\.\./shared")
TEST_KINDS = ["unit", "property", "statistical", "golden"]
LONG_FILE = 450

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
TEST_NAME = re.compile(r"^\s*(?:(?:TYPED_)?TEST(?:_F|_P)?|RC_GTEST_(?:FIXTURE_)?PROP)\(\s*(\w+)\s*,\s*(\w+)")


def includes(text):
    """(line, form, target) of each include."""
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def graph_of(files):
    """The files of the tree that each file includes."""
    return {path: [f"src/{target}" for _, form, target in includes(text) if form == '"' and f"src/{target}" in files]
            for path, text in files.items()}


def parts_of(path):
    """Folders and file name below src/; `src/main.cpp` has the layer `main`."""
    parts = path.split("/")[1:]
    return (["main"] + parts) if len(parts) == 1 else parts


def stem(name):
    return name.rsplit(".", 1)[0]


def process_of(file_stem):
    """The process a file of justice/pathway belongs to: `custody_release` belongs to custody. Parameter structs
    (`custody_model`) are plain data of the one Model that every process is given; they belong to none."""
    if file_stem.endswith("_model"):
        return None
    for process in PROCESSES:
        if file_stem == process or file_stem.startswith(process + "_"):
            return process
    return None


def layer_violation(source, target):
    """Why the file with parts `source` may not include the one with parts `target`; None if it may."""
    if target[0] not in LAYERS:
        return f"'{target[0]}' is no folder of src/; includes are written \"layer/file.hpp\""
    if source[0] == "main":
        return None if target[0] == "cli" else "main includes cli alone"
    if LAYERS.index(target[0]) > LAYERS.index(source[0]):
        return f"{source[0]} stands below {target[0]} and may not include it"
    if source[0] == target[0] == "justice":
        return room_violation(source, target)
    return None


def room_violation(source, target):
    """Inside justice: people under services under pathway; processes do not see each other. What lies in no room
    (justice/model.hpp) gathers all rooms: only the pathway may see it."""
    source_room, target_room = source[1], target[1]
    if source_room in ROOMS[:2] and len(target) == 2:
        return f"justice/{target_room} gathers all rooms: justice/{source_room} may not include it"
    if source_room in ROOMS and target_room in ROOMS and ROOMS.index(target_room) > ROOMS.index(source_room):
        return f"justice/{source_room} stands below justice/{target_room} and may not include it"
    if source_room == target_room == "pathway":
        own, other = stem(source[-1]), process_of(stem(target[-1]))
        if other and process_of(own) != other and not own.startswith(tuple(ROUTERS)):
            return f"{own} may not include the process {other}"
    return None


def check_layers(files):
    for path, text in sorted(files.items()):
        source = parts_of(path)
        if source[0] not in LAYERS and path != "src/main.cpp":
            yield f"{path}:1: '{source[0]}' is no folder of src/"
            continue
        for line, form, target in includes(text):
            if form == '"':
                reason = layer_violation(source, target.split("/"))
                if reason is None and f"src/{target}" not in files:
                    reason = "no such file below src/"
                if reason:
                    yield f"{path}:{line}: includes \"{target}\": {reason}"


def check_processes(files):
    """No process reaches another one, by whatever detour of headers."""
    graph = graph_of(files)
    for path in sorted(files):
        own = process_of(stem(path.rsplit("/", 1)[1])) if path.startswith("src/justice/pathway/") else None
        if own is None:
            continue
        reached, waiting = {path: None}, [path]
        while waiting:
            place = waiting.pop()
            for target in graph[place]:
                if target not in reached:
                    reached[target] = place
                    waiting.append(target)
        for target in sorted(reached):
            other = process_of(stem(target.rsplit("/", 1)[1])) if target.startswith("src/justice/pathway/") else None
            if other not in (None, own) and reached[target] != path:
                yield f"{path}:1: reaches the process {other} through {reached[target]}"


def check_libraries(files):
    for path, text in sorted(files.items()):
        for line, _, target in includes(text):
            for library, layer in ONLY:
                if re.match(library, target) and parts_of(path)[0] != layer:
                    yield f"{path}:{line}: only {layer} may include <{target}>"


def check_text(files):
    for path, text in sorted(files.items()):
        for number, line in enumerate(text.splitlines(), 1):
            if OUTSIDE.search(line):
                yield f"{path}:{number}: names a folder outside the repository"
        if path.endswith(".hpp") and "#pragma once" not in text:
            yield f"{path}:1: a header without #pragma once"


def check_cycles(files):
    """Headers that include each other in a circle."""
    graph = graph_of(files)
    done, trail = set(), []

    def visit(path):
        if path in trail:
            yield f"{path}:1: includes itself: {' -> '.join(trail[trail.index(path):] + [path])}"
            return
        if path in done:
            return
        trail.append(path)
        for target in graph[path]:
            yield from visit(target)
        trail.pop()
        done.add(path)

    for path in sorted(graph):
        yield from visit(path)


def words(name):
    return len(re.findall(r"[A-Z][a-z0-9]*|[A-Z]+(?![a-z])", name))


def check_tests(files):
    """Each test file lies where CMake finds it (tests/KIND/LAYER/*.cpp), and each test is named by a sentence."""
    for path, text in sorted(files.items()):
        parts = path.split("/")
        if parts[1] in TEST_KINDS and (len(parts) != 4 or parts[2] not in LAYERS):
            yield f"{path}:1: is never built: tests lie in tests/KIND/LAYER/, layers as in src/"
        for number, line in enumerate(text.splitlines(), 1):
            match = TEST_NAME.match(line)
            if match and words(match.group(2)) < 3:
                yield f"{path}:{number}: the test name {match.group(2)} is no sentence"


def long_files(files):
    for path, text in sorted(files.items()):
        count = text.count("\n")
        if count > LONG_FILE:
            yield f"{path}: {count} lines, more than {LONG_FILE}"
