"""Statistical forms as data: rows, columns and checks over the figures that are counted already."""
