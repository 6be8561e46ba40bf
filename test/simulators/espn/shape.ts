type Shape = ReadonlyMap<string, ReadonlySet<string>>;

/** Every key path of some JSON with the types found there; lists are `[]`, maps keyed by a name `*`. */
export const shapeOf = (json: unknown): Shape => {
  const shape = new Map<string, Set<string>>();
  const visit = (value: unknown, path: string): void => {
    const type = Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
    shape.set(path, (shape.get(path) ?? new Set()).add(type));
    if (Array.isArray(value)) for (const element of value) visit(element, `${path}[]`);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, own] of Object.entries(value))
        visit(own, `${path}.${path === '.teams' || path === '.events' ? '*' : key}`);
    }
  };
  visit(json, '');
  return shape;
};

/** Paths that both have and of which ours has a type that the real one has not. */
export const contradictions = (ours: unknown, real: unknown): readonly string[] => {
  const known = shapeOf(real);
  return [...shapeOf(ours)].flatMap(([path, types]) => {
    const there = known.get(path);
    return there === undefined || [...types].every((type) => there.has(type)) ? [] : [`${path}: ${[...types].join()}`];
  });
};

/** Paths of ours that the real one has not: each is an invention, and so must be meant. */
export const inventions = (ours: unknown, real: unknown): readonly string[] => {
  const known = shapeOf(real);
  return [...shapeOf(ours).keys()].filter((path) => !known.has(path));
};
