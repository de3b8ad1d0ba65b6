"""The course read as a proofreader reads it: pages parsed as the site parses them, one check, one small file.

What a check says has a file, a line, a problem and a remedy.  `proofread` has the table of checks.
"""
