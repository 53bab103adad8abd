"""Every question asked of the database, one file per subject. A question always names the workspace it is asked in."""
