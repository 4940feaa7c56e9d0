"""Checks arguments against the part of JSON Schema that the generated command schemas use."""
import math
import re

from .failure import Failure

_TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
}


def check(schema, value, where="args"):
    """Returns `value` with defaults filled in. Raises `invalid_args` naming the place that does not fit."""
    if "anyOf" in schema or "oneOf" in schema:
        return _check_choice(schema.get("anyOf") or schema["oneOf"], value, where)
    if "const" in schema and value != schema["const"]:
        raise _invalid(where, "must be %r" % (schema["const"],))
    if "enum" in schema and value not in schema["enum"]:
        raise _invalid(where, "must be one of %s" % ", ".join(map(repr, schema["enum"])))
    if "type" in schema and not _has_type(schema["type"], value):
        raise _invalid(where, "must be of type %s" % (schema["type"],))
    if isinstance(value, dict):
        return _check_object(schema, value, where)
    if isinstance(value, list):
        return _check_array(schema, value, where)
    if isinstance(value, str):
        _check_string(schema, value, where)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        _check_number(schema, value, where)
    return value


def _invalid(where, problem):
    return Failure("invalid_args", "%s %s." % (where, problem))


def _has_type(name, value):
    if isinstance(name, list):
        return any(_has_type(one, value) for one in name)
    if name == "number":
        if isinstance(value, float):
            return math.isfinite(value)  # 1e999 is JSON, and no number that an application can take
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "integer":
        return not isinstance(value, bool) and (
            isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        )
    return isinstance(value, _TYPES[name])


def _check_choice(choices, value, where):
    problems = []
    for choice in choices:
        try:
            return check(choice, value, where)
        except Failure as problem:
            problems.append(problem)
    # The alternative that got deepest names the real mistake.
    raise max(problems, key=lambda problem: len(problem.message.split(" ", 1)[0]))


def _check_object(schema, value, where):
    properties = schema.get("properties", {})
    for key in schema.get("required", ()):
        if key not in value and "default" not in properties.get(key, {}):
            raise _invalid("%s.%s" % (where, key), "is missing")
    others = schema.get("additionalProperties", True)
    checked = {}
    for key, item in value.items():
        inner = "%s.%s" % (where, key)
        if key in properties:
            checked[key] = check(properties[key], item, inner)
        elif others is False:
            raise _invalid(inner, "is not known")
        else:
            checked[key] = check(others, item, inner) if isinstance(others, dict) else item
    for key, property_schema in properties.items():
        if key not in checked and "default" in property_schema:
            checked[key] = property_schema["default"]
    return checked


def _check_array(schema, value, where):
    if len(value) < schema.get("minItems", 0):
        raise _invalid(where, "needs at least %d items" % schema["minItems"])
    if len(value) > schema.get("maxItems", len(value)):
        raise _invalid(where, "takes at most %d items" % schema["maxItems"])
    places = schema.get("prefixItems")
    if places is not None:
        if len(value) != len(places):
            raise _invalid(where, "needs exactly %d items" % len(places))
        return [check(place, item, "%s[%d]" % (where, i)) for i, (place, item) in enumerate(zip(places, value))]
    items = schema.get("items")
    if not isinstance(items, dict):
        return value
    return [check(items, item, "%s[%d]" % (where, i)) for i, item in enumerate(value)]


def _check_string(schema, value, where):
    if len(value) < schema.get("minLength", 0):
        raise _invalid(where, "is too short")
    if len(value) > schema.get("maxLength", len(value)):
        raise _invalid(where, "is longer than %d characters" % schema["maxLength"])
    if "pattern" in schema and not re.search(schema["pattern"], value):
        raise _invalid(where, "does not match %s" % schema["pattern"])


def _check_number(schema, value, where):
    if value < schema.get("minimum", value) or value > schema.get("maximum", value):
        raise _invalid(where, "is out of range")
    if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
        raise _invalid(where, "must be greater than %s" % schema["exclusiveMinimum"])
    if "exclusiveMaximum" in schema and value >= schema["exclusiveMaximum"]:
        raise _invalid(where, "must be less than %s" % schema["exclusiveMaximum"])
