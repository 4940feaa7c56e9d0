"""What makes a frame depend on the ones around it: motion blur, and simulations that are not baked."""
import bpy

from segue_core.registry import command

from . import document
from .document import SPECS

_CACHED = {"CLOTH": "cloth", "SOFT_BODY": "soft body"}


def shutter(scene):
    """How long the shutter is open, in frames; None when no engine blurs. EEVEE has its own until 4.2."""
    times = []
    if scene.render.use_motion_blur:
        times.append(scene.render.motion_blur_shutter)
    if getattr(scene.eevee, "use_motion_blur", False):
        times.append(getattr(scene.eevee, "motion_blur_shutter", 0.5))
    return max(times) if times else None


def unbaked(scene):
    """Simulations that must be played from their first frame, as `cloth "Flag"`."""
    found = []
    world = scene.rigidbody_world
    if world is not None and world.enabled and world.collection is not None and world.collection.all_objects:
        if any(item.rigid_body for item in world.collection.all_objects) and not world.point_cache.is_baked:
            found.append("rigid bodies")
    for item in bpy.data.objects:
        found += ['%s "%s"' % (kind, item.name) for kind in _kinds(item)]
    return sorted(set(found))


def _kinds(item):
    for modifier in item.modifiers:
        if not modifier.show_render:
            continue
        if modifier.type in _CACHED and not modifier.point_cache.is_baked:
            yield _CACHED[modifier.type]
        elif modifier.type == "FLUID" and modifier.fluid_type == "DOMAIN":
            if not modifier.domain_settings.has_cache_baked_data:
                yield "fluid"
        elif modifier.type == "DYNAMIC_PAINT" and modifier.canvas_settings is not None:
            surfaces = modifier.canvas_settings.canvas_surfaces
            if any(surface.is_active and not surface.point_cache.is_baked for surface in surfaces):
                yield "dynamic paint"
        elif modifier.type == "NODES" and _simulates(modifier.node_group, set()):
            yield "simulation nodes"
    for system in item.particle_systems:
        moves = system.settings.type == "EMITTER" or system.use_hair_dynamics
        if moves and not system.point_cache.is_baked:
            yield "particles"


def _simulates(tree, seen):
    """Whether a node group has a simulation zone, also in a group inside it."""
    if tree is None or tree.name_full in seen:
        return False
    seen.add(tree.name_full)
    return any(
        node.bl_idname == "GeometryNodeSimulationInput" or _simulates(getattr(node, "node_tree", None), seen)
        for node in tree.nodes
    )


def play(scene, last, frame):
    """Plays every frame after `last` (None: from where the first simulation begins) up to `frame`. Yields between."""
    begin = first_frame(scene) if last is None or last >= frame else last + 1
    for number in range(min(begin, frame), frame + 1):
        scene.frame_set(number)
        if number < frame:
            yield {"message": "Simulating frame %d" % number}


def first_frame(scene):
    """Where the earliest simulation begins."""
    starts = [scene.frame_start]
    if getattr(scene, "use_custom_simulation_range", False):
        starts.append(scene.simulation_frame_start)
    return min(starts + [cache.frame_start for cache in point_caches(scene)])


def point_caches(scene):
    """Every cache of rigid bodies, cloth, soft bodies, particles and dynamic paint."""
    world = scene.rigidbody_world
    if world is not None:
        yield world.point_cache
    for item in bpy.data.objects:
        for modifier in item.modifiers:
            if modifier.type in _CACHED:
                yield modifier.point_cache
            elif modifier.type == "DYNAMIC_PAINT" and modifier.canvas_settings is not None:
                for surface in modifier.canvas_settings.canvas_surfaces:
                    yield surface.point_cache
        for system in item.particle_systems:
            yield system.point_cache


@command(SPECS["simulation.bake"])
def bake(call):
    scene = document.scene()
    before = unbaked(scene)
    if not before:
        return {"baked": [], "left": []}
    document.changed()
    for cache in point_caches(scene):
        if cache.is_baked:
            continue
        if cache.use_disk_cache:  # it would lie beside the file that is open; in memory it is saved with the scene
            cache.use_disk_cache = False
        cache.frame_end = max(scene.frame_end, cache.frame_start + 1)
    yield {"message": ("Baking %s" % ", ".join(before))[:300]}
    scene.frame_set(first_frame(scene))  # without an evaluated scene Blender 3.4 crashes in the next line
    bpy.ops.ptcache.bake_all(bake=True)
    left = unbaked(scene)
    return {"baked": [name for name in before if name not in left], "left": left}
