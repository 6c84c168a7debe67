"""Behind the command line: what is asked, who carries it out, and how the result is told."""
