# What there is to do here; .ci/run calls the same recipes. `just` comes from PyPI as rust-just, with the dev group.
# Another environment than .venv: HALLWAY_VENV=some/folder just test

venv := env("HALLWAY_VENV", ".venv")
bin := absolute_path(venv) / "bin"
python := bin / "python"

export PATH := bin + ":" + env("PATH")

# list the recipes
default:
    @just --list

# make the environment, with everything for development in it
setup:
    {{ if path_exists(python) == "true" { "true" } else { "python3.11 -m venv " + venv } }}
    {{ python }} -m pip install --quiet --upgrade 'pip>=25.1'
    {{ python }} -m pip install --quiet --group dev --editable .

# run the tests: `just test -n 2`, `just test tests/test_why.py`
test *arguments:
    {{ python }} -m pytest {{ arguments }}

# check style and likely mistakes
lint:
    {{ python }} -m ruff check .

# check types
types:
    {{ python }} -m mypy

# check that imports point one way
layers:
    lint-imports

# make all files that are generated
generate:
    {{ python }} -m hallway.schema.generate
    {{ python }} -m hallway.schema.gazetteer --compile
    {{ python }} docs/cli_reference.py

# check that they are current
generated:
    {{ python }} -m hallway.schema.generate --check
    {{ python }} -m hallway.schema.gazetteer --check
    {{ python }} docs/cli_reference.py --check
    linkml-lint --ignore-warnings schema/vocabulary.yaml

# build the wheel and run the main job with it in an empty environment, away from the checkout
wheel:
    .ci/wheel {{ python }}

# check that the documentation holds, the README's commands included
docs:
    {{ python }} -m pytest tests/test_docs.py

# fill in what the README and the other pages show of commands, and draw the picture
readme:
    {{ python }} docs/pages.py

# do what the README says in a fresh copy: set up and run the main job, set up and run the tests
fresh:
    .ci/fresh

# all that a change must pass
ci: lint types layers generated wheel fresh
