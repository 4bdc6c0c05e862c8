import { MARK } from "./probe-output.ts";

/**
 * For Python 3.6 and later: `answer(value)` prints it as marked JSON, times in ISO's form, and ends the process, whatever
 * threads the project's own code left.
 */
export const PYTHON_ANSWER_SCRIPT: string = String.raw`
import json, os, sys
def told(value):
    return value.isoformat() if hasattr(value, 'isoformat') else str(value)
def answer(value):
    text = json.dumps(value, default=told)
    parts = ['${MARK}part ' + text[at:at + 8000] + '\n' for at in range(0, len(text), 8000)]
    sys.__stdout__.write('\n' + ''.join(parts) + '${MARK}end\n')
    sys.__stdout__.flush()
    os._exit(0)
`;

/**
 * What the listings of Python tools share besides. `parsed(file)`: its syntax tree, never run; `value_of(node)`: a
 * literal's value; `assigned(tree)`: the top level's assignments by name; `judged(statements)`: what a body does, without
 * the parts that do nothing; `in_order(files)`: every file after those it needs, else by name; `Failed` is told to the
 * operator.
 */
export const PYTHON_SCRIPT: string = String.raw`${PYTHON_ANSWER_SCRIPT}
import ast
class Failed(Exception):
    pass
def parsed(file):
    try:
        with open(file, 'rb') as opened:
            return ast.parse(opened.read(), file)
    except (SyntaxError, ValueError) as error:
        raise Failed('%s is no Python that this image understands: %s' % (file, error))
def value_of(node):
    return ast.literal_eval(node)
def assigned(tree):
    values = {}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, 'target', None)]
        for target in targets:
            if isinstance(target, ast.Name) and getattr(node, 'value', None) is not None:
                values[target.id] = node.value
    return values
CONSTANTS = ('Constant', 'Str', 'Num', 'Bytes', 'NameConstant', 'Ellipsis')
def is_constant(node):
    return node is None or type(node).__name__ in CONSTANTS
def effective(statements):
    kept = []
    for node in statements:
        if isinstance(node, ast.Return) and is_constant(node.value):
            break
        if isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and is_constant(node.value)):
            continue
        kept.append(node)
    return kept
def message_in(node):
    texts = [inner for inner in ast.walk(node) if type(inner).__name__ in ('Constant', 'Str')]
    texts = [getattr(inner, 'value', getattr(inner, 's', None)) for inner in texts]
    texts = [text for text in texts if isinstance(text, str)]
    return ': ' + texts[0][:200] if texts else ''
def judged(statements):
    left = effective(statements)
    if not left:
        return {'kind': 'absent', 'because': 'its down is empty'}
    if isinstance(left[0], ast.Raise):
        return {'kind': 'refused', 'because': 'its down only raises' + message_in(left[0])}
    return {'kind': 'code'}
def in_order(files):
    named = {}
    for one in sorted(files, key=lambda one: one['name']):
        if one['recordedAs'] in named:
            same = (named[one['recordedAs']]['name'], one['name'], one['recordedAs'])
            raise Failed('%s and %s are both recorded as %s' % same)
        named[one['recordedAs']] = one
    order, begun = [], set()
    for name in named:
        path = [] if name in begun else [(name, iter(named[name]['needs']))]
        begun.add(name)
        while path:
            current, rest = path[-1]
            need = next((need for need in rest if need in named and need not in begun), None)
            if need is None:
                order.append(named[current])
                path.pop()
            else:
                begun.add(need)
                path.append((need, iter(named[need]['needs'])))
    return order
`;
