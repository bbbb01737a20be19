"""Components and k-cores of a graph of skills and texts, by igraph or networkx: the nearest they have to learning.

    python3 graphs.py igraph 100000 2.6 5 3

Prints a line of JSON a repetition: edges, nanoseconds of CPU time to build, for components and for cores, bytes.
"""
import json
import math
import random
import resource
import sys
import time

library, skills, ratio, mean, repetitions = sys.argv[1:6]
skills = int(float(skills))
texts = round(float(ratio) * skills)
source = random.Random(1)
limit = math.exp(-float(mean))


def poisson():
    count, product = 0, source.random()
    while product > limit:
        count, product = count + 1, product * source.random()
    return count


edges = [(text + skills, source.randrange(skills)) for text in range(texts) for _ in range(poisson())]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

if library == "igraph":
    import igraph

    def build():
        return igraph.Graph(n=skills + texts, edges=edges)

    def components(graph):
        return len(graph.connected_components())

    def cores(graph):
        return max(graph.coreness())
else:
    import networkx

    def build():
        graph = networkx.Graph()
        graph.add_nodes_from(range(skills + texts))
        graph.add_edges_from(edges)
        return graph

    def components(graph):
        return sum(1 for _ in networkx.connected_components(graph))

    def cores(graph):
        return max(networkx.core_number(graph).values())


def timed(function, *arguments):
    begin = time.process_time_ns()
    result = function(*arguments)
    return time.process_time_ns() - begin, result


for _ in range(int(repetitions)):
    build_time, graph = timed(build)
    components_time, _ = timed(components, graph)
    cores_time, _ = timed(cores, graph)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {
                "edges": len(edges),
                "build": build_time,
                "components": components_time,
                "cores": cores_time,
                "bytes": (peak - before) * 1024,
            }
        ),
        flush=True,
    )
