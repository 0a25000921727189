"""Documents: the two registers, one document and its way down the tree, study and its sessions."""
