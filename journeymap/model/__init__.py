"""What things are: plain frozen objects, standard library only. Field names are the column names in the file."""
