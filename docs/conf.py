"""Sphinx settings: formulas are set at build time, and the pages ask nothing of the network.

The npm package gives the stylesheet and the fonts, and sets the formulas too, so the two cannot
differ in version. A formula that KaTeX cannot set stops the build.
"""

from __future__ import annotations

import json
from importlib.metadata import version as installed_version
from pathlib import Path

from sphinx.errors import ConfigError
from sphinxcontrib import katex

KATEX = Path(__file__).parent / "node_modules" / "katex"
if not KATEX.is_dir():
    raise ConfigError(f"no KaTeX in {KATEX}; `make docs` puts it there")
_found = json.loads((KATEX / "package.json").read_text("utf-8"))["version"]
if _found != katex.katex_version:
    raise ConfigError(
        f"sphinxcontrib-katex is made for KaTeX {katex.katex_version}; docs/package.json gives "
        f"{_found}. Put {katex.katex_version} there."
    )
katex.KATEX_DEFAULT_OPTIONS.update(throwOnError=True, strict="error")

project = "warmproof"
author = "warmproof contributors"
copyright = "2026, warmproof contributors"
release = version = installed_version("warmproof")

extensions = ["myst_nb", "sphinxcontrib.katex"]
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb"}
exclude_patterns = ["_build", "node_modules", "README.md", "_generated/notation.md"]
smartquotes = False  # a prime in p' is not an apostrophe
nb_execution_mode = "off"
nb_ipywidgets_js = {}  # its default is two files from the network, and no page has a widget
myst_enable_extensions = ["amsmath", "dollarmath"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "warmproof"
html_static_path = ["_static", "_generated/static"]
html_css_files = ["warmproof.css"]
html_copy_source = False
katex_prerender = True
katex_js_path = str(KATEX / "dist" / "katex.min.js")
katex_css_path = "katex/katex.min.css"
