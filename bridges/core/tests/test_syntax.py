"""Live 11 runs Python 3.7, so nothing in the bridges may need a newer one."""
import ast
import os
import unittest

BRIDGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


class SyntaxTest(unittest.TestCase):
    def test_every_file_is_python_3_7(self):
        paths = [
            os.path.join(folder, name)
            for folder, _, names in os.walk(BRIDGES)
            for name in names
            if name.endswith(".py")
        ]
        self.assertGreater(len(paths), 10)
        for path in paths:
            with open(path, encoding="utf-8") as file:
                ast.parse(file.read(), path, feature_version=(3, 7))


if __name__ == "__main__":
    unittest.main()
