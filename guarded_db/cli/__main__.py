"""`python -m guarded_db.cli`: the command where its script is not on the PATH."""

from guarded_db.cli.app import main

main()
