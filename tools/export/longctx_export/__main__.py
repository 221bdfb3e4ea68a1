import sys

from longctx_export.cli import main

sys.exit(main())
