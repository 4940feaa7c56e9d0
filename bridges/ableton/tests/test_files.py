"""The files of the bridge: what belongs together, sound files, and the Python they are written in."""
import ast
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import wave

import studio  # noqa: F401  (finds the bridge)

import install
from Segue.bounce import sound

_TRY = """
import sys
sys.path[:0] = [{scripts!r}, {simulator!r}]
from simulated_live.world import world
{before}
import Segue
surface = world.scripts.add(Segue.create_instance)
world.advance(1)
import segue_core
print(segue_core.__file__)
print(type(surface).__mro__[1].__module__, world.messages, world.complaints)
world.scripts.disconnect()
"""


class InstallTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="remote scripts ü ")
        self.addCleanup(shutil.rmtree, self.folder, True)

    def run_installed(self, scripts, before=""):
        """What the installed script says in a process of its own, a line each."""
        simulator = os.path.abspath(os.path.join(os.path.dirname(install.__file__), "..", "simulators", "live"))
        text = _TRY.format(scripts=scripts, simulator=simulator, before=before)
        env = {name: value for name, value in os.environ.items() if not name.startswith("SEGUE")}
        ran = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, env=env, timeout=60)
        self.assertEqual(ran.stderr, "")
        return ran.stdout.splitlines()

    def test_the_installed_folder_runs_by_itself_on_both_frameworks(self):
        home = os.path.join(self.folder, "home")
        os.makedirs(os.path.join(home, "secret"))
        with open(os.path.join(home, "secret", "bridge-live.key"), "w") as file:
            file.write("11" * 32)
        scripts = os.path.join(self.folder, "Remote Scripts")
        made = install.install(scripts, home, 9)
        self.assertEqual(os.listdir(scripts), ["Segue"])
        place = os.path.join(made, "settings.json")
        self.assertEqual(os.stat(place).st_mode & 0o077 if os.name == "posix" else 0, 0)
        with open(place) as file:
            self.assertEqual(json.load(file), {"home": home, "address": "tcp:127.0.0.1:9"})
        for before in ("", "sys.modules['ableton.v2.control_surface'] = None"):
            core, said = self.run_installed(scripts, before)
            self.assertTrue(core.startswith(os.path.join(made, "lib")), core)
            self.assertTrue(said.endswith("['Segue waits for its runner.'] []"), said)

    def test_an_older_version_is_replaced_and_all_can_be_taken_away(self):
        made = install.install(self.folder, self.folder, 1)
        with open(os.path.join(made, "old.py"), "w"):
            pass
        install.install(self.folder, self.folder, 2)
        self.assertFalse(os.path.exists(os.path.join(made, "old.py")))
        install.uninstall(self.folder)
        self.assertEqual(os.listdir(self.folder), [])

    def test_every_file_is_python_3_7_and_needs_nothing_but_the_standard_library(self):
        known = {"Live", "ableton", "_Framework", "segue_core"}
        for place, path in install.files().items():
            if not place.endswith(".py"):
                continue
            with open(path, encoding="utf-8") as file:
                tree = ast.parse(file.read(), path, feature_version=(3, 7))
            for node in ast.walk(tree):
                names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.level == 0:
                    names = [node.module]
                for name in names:
                    top = name.split(".")[0]
                    # Two modules of Windows are imported only there.
                    fits = top in known or top in sys.stdlib_module_names or top in ("_winapi", "msvcrt")
                    self.assertTrue(fits, (place, name))


class SoundTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.source = os.path.join(self.folder, "source")
        self.path = os.path.join(self.folder, "made")

    def copy(self, offset, seconds):
        work = sound.copy_range(self.source, self.path, (offset, seconds))
        while True:
            try:
                next(work)
            except StopIteration as end:
                return end.value

    def test_a_range_of_a_wav_file(self):
        with wave.open(self.source, "wb") as file:
            file.setparams((1, 3, 100, 0, "NONE", ""))
            file.writeframes(b"".join(at.to_bytes(3, "little") for at in range(1001)))
        made = self.copy(1.0, 2.01)
        with wave.open(self.path) as file:
            self.assertEqual((file.getnframes(), file.getframerate()), (201, 100))
            self.assertEqual(file.readframes(1), (100).to_bytes(3, "little"))
        self.assertEqual((made.seconds, made.bytes, made.bytes % 2), (2.01, os.path.getsize(self.path), 0))
        self.assertEqual(self.copy(0.0, None).seconds, 10.01)
        self.assertEqual(self.copy(9.0, 5.0).seconds, 1.01)

    def test_a_range_of_an_aiff_file(self):
        rate = struct.pack(">HQ", 16383 + 15, int(44100 * 2 ** (63 - 15)))
        comm = struct.pack(">hLh", 2, 1000, 16) + rate
        body = b"".join(struct.pack(">hh", at, -at) for at in range(1000))
        inner = b"AIFF" + b"COMM" + struct.pack(">L", len(comm)) + comm
        inner += b"SSND" + struct.pack(">LLL", len(body) + 8, 0, 0) + body
        with open(self.source, "wb") as file:
            file.write(b"FORM" + struct.pack(">L", len(inner)) + inner)
        made = self.copy(10 / 44100.0, 20 / 44100.0)
        self.assertEqual((made.rate, round(made.seconds * 44100)), (44100, 20))
        with open(self.path, "rb") as file:
            self.assertTrue(file.read().endswith(struct.pack(">hh", 29, -29)))
            self.assertEqual(sound.Sound(file).frames, 20)

    def test_nothing_stays_of_a_copy_that_is_given_up(self):
        with wave.open(self.source, "wb") as file:
            file.setparams((1, 2, 100, 0, "NONE", ""))
            file.writeframes(bytes(2000))
        work = sound.copy_range(self.source, self.path, (0.0, None))
        next(work)
        work.close()
        self.assertEqual(os.listdir(self.folder), ["source"])

    def test_what_is_no_sound_is_refused(self):
        for data in (b"", b"RIFF", b"RIFF\0\0\0\0WAVE", b"x" * 200):
            with open(self.source, "wb") as file:
                file.write(data)
            with self.assertRaises(OSError):
                self.copy(0.0, None)


if __name__ == "__main__":
    unittest.main()
