"""Where the packaged program begins."""

import sys

from openpos.__main__ import main

sys.exit(main())
