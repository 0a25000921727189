"""Setting up the system without a shell: parameters, templates, backups."""
