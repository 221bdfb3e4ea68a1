"""Small templates, one for each part of the language that chat templates use."""

# ruff: noqa: E501

MESSAGES = [
    {"role": "system", "content": " S "},
    {"role": "user", "content": "U", "tags": ["a", "b"]},
    {"role": "assistant", "content": "A", "tags": []},
]
DATA = {
    "s": "Hello wörld",
    "e": "",
    "n": 7,
    "f": 2.5,
    "t": True,
    "no": False,
    "nil": None,
    "l": [3, 1, 2, 1],
    "w": ["b", "A", "c", "a"],
    "d": {"b": 1, "a": "x", "items": "shadowed", "n": None},
    "m": MESSAGES,
    "u": "a🤷b中c",
    "x": "  pad \n",
    "nested": {"k": [1, {"z": "é\u2028\"'\\\x7f\x01"}], "f": 1.0, "t": True},
}

WHITE_SPACE = r"""
a {% if t %} b {% endif %} c
a {%- if t -%} b {%- endif -%} c
a {%+ if t +%} b {%+ endif +%} c
a {{- s -}} b
a {{ s }} b
a {#- note -#} b
a {# note #} b
  {# own line #}\nb
  {% if t %}\n  x\n  {% endif %}\n  y
  {%+ if t %}\n  x\n  {%+ endif %}\n  y
\n\n  {%- if t %}\n\n x{% endif %}\n\n
{% if t %}\n\nx\n{% endif %}\n\ny
x{% if t %}\n{% endif %}\n
{{ s }}\n{{ s }}\n
a\r\nb\rc{{ n }}\r\n
{% raw %} {{ s }} {% if %} {# #} {% endraw %} z
 {% raw -%}  q  {%- endraw %}\nz
  {% raw %}\n  x\n  {% endraw %}\n  y
{{ '{{' }} {{ "%}" }} {{ '#}' }}
{ { } } {x} % # }} %} #}
{%if t%}tight{%endif%}
{{s}}{{n}}
{{-s-}}
{{ {'a': {'b': 1}} }}
{{ {'a': {'b': 1}}['a']['b'] }}{{ {} }}
{% for i in l %}{{ i }}{% endfor %}
{% for i in l -%}\n  {{ i }}\n{%- endfor %}
{#\n many\n lines\n#}x
{#-#}x{#+#}y
   {%- set q = 1 %}   {{ q }}
a\u00a0{%- if t %}\u2003x{% endif -%}\u00a0y
\u00a0{% if t %}x{% endif %}
"""

EXPRESSIONS = r"""
1 + 2 * 3 - 4
(1 + 2) * 3
7 / 2
7 // 2
-7 // 2
7 % 3
-7 % 3
7 % -3
2 ** 10
2 ** -1
-2 ** 2
2 ** 3 ** 2
7.5 // 2
-7.5 % 2
1 / 3
1e16
1e15
123456789012345680.0
0.0001
0.00001
1.5e-7
1e22
5e-324
1.7976931348623157e308
2.0
-0.0
0.1 + 0.2
100.0 * 1.1
True + 1
true + true
-n
+f
--n
- n | string
n - -1
1 ~ 2 ~ 'x' ~ nil ~ t ~ f
'a' 'b' "c"
'a' + 'b' ~ 1 + 2
'ab' * 3
3 * 'ab'
'ab' * 0
'ab' * -1
[1, 2] + [3]
[1, 2] * 2
[1] + (2,)
'a' + 1
1 + 'a'
nil + 1
n + nil
l - 1
1 / 0
1 // 0
1 % 0
1.0 / 0
1 < 2 < 3
1 < 3 < 2
1 == 1.0
1 == true
'1' == 1
l == [3, 1, 2, 1]
(1, 2) == [1, 2]
{'a': 1} == {'a': 1.0}
nil == none
undef == undef2
undef == none
undef == ''
'a' < 'b'
'Z' < 'a'
'ab' < 'abc'
[1, 2] < [1, 3]
1 < 'a'
nil < 1
undef < 1
2 != 3
'b' in d
'z' in d
'z' not in d
'ell' in s
not 'ell' in s
2 in l
5 in l
1.0 in l
'x' in undef
1 in s
1 in nil
not t
not not t
t and no
no or 'x'
e or nil or 0
n and s
'' and 1
'a' if t else 'b'
'a' if no else 'b'
'a' if no
'a' if no else 'b' if no else 'c'
('a' if t) if t else 'b'
t or 1 / 0
no and 1 / 0
1 if undef else 2
[]
[1, 'a', 2.5, true, none, [], {}]
[1, 2,]
()
(1,)
(1, 2)
1, 2
(1)
{'a': 1, 2: 'b', none: 3, true: 4, 1.5: 5}
{'a': 1, 'a': 2}
['it\'s', "q\"q", 'both\'"', 'n\n\t\\é\u2028\x07🤷']
undef
undef.x
undef['x']
undef()
undef ~ 'x'
undef + 'x'
undef is defined and undef.x
s.nothing
s.nothing is defined
d.nothing
d.nothing.more
d['nothing']
nil.x
nil['x']
nil()
n.x
l.x
d.a
d['a']
d.b
d['items']
d.items is callable
d.n
d.n is none
nested.k[1].z
nested['k'].1['z']
nested.k.0
l[0]
l[-1]
l[9]
l[-9]
l['0']
l[1.0]
l[true]
s[0]
s[-1]
s[99]
u[1]
u[2]
u[-2]
l[1:]
l[:2]
l[::-1]
l[-2:]
l[1:3]
l[::2]
l[3:0:-1]
l[-1:-3:-1]
l[5:]
l[:-9]
l[2:1]
l[:]
l[::]
l[none:2]
l[::0]
s[1:4]
s[::-1]
s[-3:]
s[:-1]
s[::2]
u[1:3]
u[::-1]
(1, 2, 3)[1:]
d[1:]
n[1:]
m[0].role
m[0]['content'] | trim
m[1].tags[0]
m[::-1][0].role
m | length - 1
(m | length) - 1
m[1:] | length
'\x41\u00e9\U0001F937\101\n\t\\\'\"\a\b\f\v\r|'
'\d\w\ '
"\u{1F}"
9223372036854775807
-9223372036854775807 - 1
loop
1.e
a b
1 +
(1
[1
{1
{1: }
l[
s.
|
s |
s is
s is not
"open
$
a.b.c.d
"""

STRINGS = r"""
x.strip()
x.lstrip()
x.rstrip()
'xxaxx'.strip('x')
'xyaxy'.lstrip('yx')
'xyaxy'.rstrip('yx')
'xa'.strip(none)
'\u00a0\u2003\u3000\x1c\x85a\u200b'.strip()
s.upper()
s.lower()
s.title()
s.capitalize()
"they're bill's-ß ǆ x2y".title()
'ÉCOLE straße'.lower()
'straße ŉ'.upper()
'ǆa'.capitalize()
s.startswith('Hell')
s.startswith('x')
s.startswith(('x', 'H'))
s.endswith('ld')
s.endswith('')
'a,b,,c'.split(',')
'a,b,,c'.split(',', 1)
'a,b,,c'.split(',')[-1]
' a  b c '.split()
' a  b c '.split(none, 1)
'a'.split(',')
''.split(',')
''.split()
'a--b--c'.split('--')
'a--b--c'.rsplit('--', 1)
'a,b,c'.rsplit(',', 1)
' a b  c '.rsplit(none, 1)
'aaa'.split('aa')
'aaaa'.rsplit('aa', 1)
'a'.split('')
'a,b'.split(sep=',')
'a\nb\r\nc\rd\x0be\u2028f\n'.splitlines()
'aXbXc'.replace('X', '--')
'aXbXc'.replace('X', '--', 1)
'abc'.replace('', '-')
'a🤷b'.replace('', '-')
'abc'.replace('', '-', 2)
'abc'.replace('b', '')
', '.join(['a', 'b'])
''.join([])
','.join('abc')
','.join([1])
s.find('w')
s.find('z')
u.find('b')
u.rfind('c')
'aaa'.count('a')
'aaa'.count('aa')
'abc'.count('')
'abc'.removeprefix('ab')
'abc'.removesuffix('bc')
'abc'.removeprefix('x')
s.strip(1)
s.nomethod()
s.upper(1)
n.upper()
nil.strip()
d.items() | list
d.keys() | list
d.values() | list
d.get('a')
d.get('zz')
d.get('zz', 5)
d.get('n', 5)
{'a': 1}.items() | list
{'k': 1}.get('k')
l.count(1)
l.index(2)
l.index(99)
l.append(4)
d.update({})
d.pop('a')
l.sort()
"""

FILTERS = r"""
x | trim
'xxaxx' | trim('x')
n | trim
undef | trim
nil | trim
s | length
u | length
l | length
d | length
undef | length
n | length
nil | length
l | count
s | upper
s | lower
s | title
s | capitalize
"foo-bar (baz) [q] x's" | title
n | upper
nil | string
t | string
f | string | length
l | string
d | string
undef | string
s | safe
l | join
l | join(', ')
l | join(d='-')
m | join('/', attribute='role')
u | join('.')
[nil, t, 1.0, undef] | join(',')
n | join
l | first
l | last
[] | first
s | first
s | last
l | list
u | list
d | list
'' | list
n | list
s | replace('l', 'L')
s | replace('l', 'L', 1)
n | replace('7', '8')
s | replace('', '.')
undef | default('z')
undef | default
nil | default('z')
nil | default('z', true)
e | default('z', boolean=true)
e | d('z')
s | default('z')
undef.x | default('z')
n | tojson
f | tojson
t | tojson
nil | tojson
s | tojson
d | tojson
l | tojson
m | tojson
nested | tojson
nested | tojson(indent=2)
nested | tojson(indent=0)
nested | tojson(2)
m | tojson(indent=4)
d | tojson(sort_keys=true)
d | tojson(separators=(',', ':'))
nested | tojson(ensure_ascii=true)
[] | tojson(indent=2)
{} | tojson(indent=2)
[[], {}] | tojson(indent=2)
(1, 2) | tojson
{1: 2, none: 3, false: 4, 2.5: 6} | tojson
'</script>&<>\'' | tojson
undef | tojson
[undef] | tojson
range | tojson
1e100 | tojson
[1e16, 1e-5, 0.1, 100.0, 123456789.123] | tojson
'5' | int
' 42 ' | int
'x' | int
'x' | int(3)
'x' | int(default=4)
'4.7' | int
'-4.7' | int
f | int
nil | int
t | int
'1e3' | int
'2.5' | float
'x' | float
n | float
-5 | abs
n | abs
'a\nb\n\nc' | indent
'a\nb\n\nc' | indent(2)
'a\nb\n\nc' | indent(2, true)
'a\nb\n\nc' | indent(width=1, first=true, blank=true)
'a\nb' | indent('> ')
'a\n' | indent
'' | indent
l | sort
w | sort
w | sort(case_sensitive=true)
l | sort(reverse=true)
m | sort(attribute='role') | map(attribute='role') | list
[1, 'a'] | sort
l | unique | list
w | unique | list
w | unique(case_sensitive=true) | list
l | reverse | list
s | reverse
d | items | list
undef | items | list
n | items | list
d | dictsort
d | dictsort(reverse=true)
{'b': 2, 'A': 3, 'c': 1} | dictsort(by='value')
{'b': 2, 'A': 3} | dictsort(true)
w | map('upper') | list
m | map(attribute='role') | list
m | map(attribute='tags') | list
m | map(attribute='tags', default='none') | list
m | map(attribute='tags.0', default='none') | list
w | map('replace', 'a', 'z') | list
l | select | list
l | select('odd') | list
l | reject('odd') | list
l | select('equalto', 1) | list
l | reject('equalto', 1) | list
l | select('gt', 1) | list
l | select('in', [1, 3]) | list
m | selectattr('role', 'equalto', 'user') | list | length
m | selectattr('tags') | list | length
m | selectattr('tags', 'defined') | list | length
m | rejectattr('role', '==', 'user') | map(attribute='role') | list
m | selectattr('role', 'in', ['user', 'system']) | map(attribute='role') | join(',')
l | select('nosuch') | list
l | map('nosuch') | list
s | nosuch
s | trim | upper | length
s | upper()
s | replace('a')
-1 | abs
n is odd
n is even
n is divisibleby 7
n is divisibleby(3)
undef is defined
undef is not defined
undef is undefined
nil is defined
nil is none
n is none
s is string
n is string
d is mapping
l is mapping
l is iterable
s is iterable
n is iterable
d is iterable
undef is iterable
l is sequence
s is sequence
d is sequence
n is sequence
undef is sequence
t is true
n is true
1 is true
no is false
0 is false
n is number
t is number
s is number
t is boolean
n is boolean
n is integer
t is integer
f is integer
f is float
n is float
s is equalto 'Hello wörld'
n is eq 7
n is ne 8
n is gt 6
n is ge 7
n is lt 7
n is le 7
n is sameas 7
nil is sameas none
t is sameas true
n is in [7]
'a' is in d
'abc' is lower
'aBc' is lower
'ABC' is upper
range is callable
s is callable
n is nosuch
n is string is string
t is true and n is number or no
not n is string
n is not string and t
'x' if n is string else 'y'
range(3) | list
range(1, 3) | list
range(5, 1, -2) | list
range(0) | list
range(1, 2, 0)
range()
dict(a=1, b='x')
dict({'a': 1}, b=2)
raise_exception('oh "no"')
raise_exception(1)
namespace(a=1).a
namespace(a=1).b
nosuch(1)
"""

STATEMENTS = r"""
{% if n > 5 %}big{% elif n > 3 %}mid{% else %}small{% endif %}
{% if no %}a{% elif e %}b{% elif t %}c{% else %}d{% endif %}
{% if undef %}a{% endif %}{% if not undef %}b{% endif %}
{% if m[0].role == 'system' and m | length > 2: %}yes{% endif %}
{% for x in l %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}
{% for x in [] %}x{% else %}none{% endfor %}
{% for x in undef %}x{% else %}none{% endfor %}
{% for x in n %}x{% endfor %}
{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}
{% for k in d %}{{ k }};{% endfor %}
{% for k, v in d | items %}{{ loop.index }}{{ k }};{% endfor %}
{% for k, v in d | dictsort %}{{ k }};{% endfor %}
{% for a, b in [[1, 2], (3, 4)] %}{{ a + b }};{% endfor %}
{% for a, (b, c) in [[1, [2, 3]]] %}{{ a }}{{ b }}{{ c }}{% endfor %}
{% for a, b in [[1, 2, 3]] %}{{ a }}{% endfor %}
{% for c in u %}[{{ c }}]{% endfor %}
{% for x in l if x > 1 %}{{ x }}:{{ loop.index }}/{{ loop.length }};{% else %}no{% endfor %}
{% for x in l if x > 9 %}{{ x }}{% else %}no{% endfor %}
{% for x in l %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }};{% endfor %}
{% for x in l %}{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }} {% endfor %}
{% for x in l %}{{ loop.previtem is defined }}{{ loop.nextitem is defined }} {% endfor %}
{% for x in l %}{% if x == 2 %}{% break %}{% endif %}{{ x }}{% else %}e{% endfor %}
{% for x in l %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %}
{% for x in l %}{% for y in l %}{% if y == 2 %}{% break %}{% endif %}{{ x }}{{ y }} {% endfor %}{% endfor %}
{% for x in l %}{% for y in l %}{{ loop.index }}{% endfor %}{{ loop.index }};{% endfor %}
{% set q = 1 %}{% for x in l %}{% set q = q + x %}{{ q }};{% endfor %}{{ q }}
{% for x in l %}{{ q }}{% set q = x %}{{ q }};{% endfor %}{{ q }}
{% set ns = namespace(q=0) %}{% for x in l %}{% set ns.q = ns.q + x %}{% endfor %}{{ ns.q }}
{% set ns = namespace() %}{% set ns.a = [1] %}{% set ns.a = ns.a + [2] %}{{ ns.a }}{{ ns.b is defined }}
{% set d.a = 1 %}
{% set nothere.a = 1 %}
{% set a, b = 1, 2 %}{{ a }}{{ b }}
{% set a = 1, 2 %}{{ a }}
{% set (a, b) = [1, 2] %}{{ a }}{{ b }}
{% set q %}block {{ n }}{% endset %}[{{ q }}]
{% set q | upper %}block{% endset %}{{ q }}
{% set q | trim | replace('a', 'b') %} aa {% endset %}{{ q }}
{% set q %}{% set inside = 1 %}{% endset %}{{ inside is defined }}
{% if t %}{% set q = 1 %}{% endif %}{{ q }}
{% if no %}{% set q = 1 %}{% endif %}{{ q is defined }}
{% set s = 'new' %}{{ s }}
{% set m = m[1:] %}{{ m | length }}{% for x in m %}{{ x.role }}{% endfor %}
{% macro f(a, b=2, c=b) %}{{ a }}-{{ b }}-{{ c }}{% endmacro %}{{ f(1) }} {{ f(1, 3) }} {{ f(b=5, a=4) }}
{% macro f(a) %}[{{ a }}]{% endmacro %}{{ f() }}{{ f(a=1) }}
{% macro f(a) %}{{ a }}{% endmacro %}{{ f(1, 2) }}
{% macro f(a) %}{{ a }}{% endmacro %}{{ f(z=2) }}
{% macro f(a) %}{{ a }}{% endmacro %}{{ f(1) ~ f(2) }}{{ f('x') | upper }}
{% macro f(k) %}{% if k > 0 %}{{ k }}{{ f(k - 1) }}{% endif %}{% endmacro %}{{ f(5) }}
{% macro f() %}{{ q }}{% endmacro %}{% set q = 3 %}{{ f() }}
{% macro f() %}{% set q = 9 %}{{ q }}{% endmacro %}{% set q = 3 %}{{ f() }}{{ q }}
{% macro f(x) %}{% for y in x %}{{ y }}{% endfor %}{% endmacro %}{{ f([1, 2]) }}
{% macro f() %}  x  {% endmacro %}[{{ f() }}][{{ f().strip() }}]
{% for x in l %}{% macro g() %}{{ x }}{% endmacro %}{{ g() }}{% endfor %}
{% generation %}a{{ n }}{% endgeneration %}b
{% generation %}{% set q = 1 %}{% endgeneration %}{{ q is defined }}
{% for x in m %}{% generation %}{{ x.content | trim }}{% endgeneration %}{% endfor %}
{% set ns = namespace(on=true) %}{% for x in l if ns.on %}{{ x }}{% set ns.on = false %}{% endfor %}
{% for x in range(3) %}{{ x }}{% endfor %}
{% for i in range(10, 0, -3) %}{{ i }} {% endfor %}
{{ raise_exception('stop') }}
{% if t %}{{ raise_exception('Conversation roles must alternate') }}{% endif %}
{% if no %}{{ s | nosuch }}{% endif %}ok
{% if no %}{{ nosuch() }}{% endif %}ok
{% break %}
{% nosuch %}
{% if t %}
{% if t %}{% endfor %}
{% endif %}
{% else %}
{% for x in %}{% endfor %}
{% for in l %}{% endfor %}
{% set = 1 %}
{% set 1 = 1 %}
{% set none = 1 %}
{% macro %}{% endmacro %}
{% set q = 1
{{ n
{# open
{% raw %}open
{{ }}
{% %}
{{ loop.index }}
{% for x in l %}{{ loop.index }}{% endfor %}{{ loop is defined }}
{% for x in l %}{% set loop = 1 %}{% endfor %}
{% for message in m %}{{ '<|' + message.role + '|>' }}{{ message['content'] | trim }}{{ '<|end|>\n' if not loop.last else '' }}{% endfor %}
{%- for message in m -%}\n  {%- if message.role == 'user' -%}\n    {{ message.content }}\n  {%- else -%}\n    -\n  {%- endif -%}\n{%- endfor -%}
{% set loop_messages = m %}{% for message in loop_messages %}{% set content = message.role + ': ' + message['content'] | trim %}{% if loop.index0 == 0 %}{% set content = 'BOS' + content %}{% endif %}{{ content }}{% endfor %}
{% if not a is defined %}{% set a = false %}{% endif %}{{ a }}
{{ m[0]['role'] == 'system' }} {{ (m[0]['role'] == 'user') != (0 % 2 == 0) }}
{% for x in m %}{% if (x['role'] == 'user') != (loop.index0 % 2 == 0) %}odd{% endif %}{% endfor %}
"""


def snippets():
    """Templates, all for the same variables."""
    for block in (WHITE_SPACE, STATEMENTS):
        yield from (unescape(line) for line in block.strip("\n").split("\n"))
    for block in (EXPRESSIONS, STRINGS, FILTERS):
        yield from ("{{ " + line + " }}" for line in block.strip("\n").split("\n"))


def unescape(line):
    """Breaks and wide spaces are spelled out in the templates above."""
    for spelled, meant in (("n", "\n"), ("r", "\r"), ("u00a0", "\u00a0"), ("u2003", "\u2003")):
        line = line.replace("\\" + spelled, meant)
    return line
