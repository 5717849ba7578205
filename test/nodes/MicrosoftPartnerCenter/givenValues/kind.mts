import * as fc from 'fast-check';

/** What may be given for a parameter of a kind: values that suit it, and values that don't. */
export interface Kind {
	suiting: fc.Arbitrary<unknown>;
	wrong: fc.Arbitrary<unknown>;
}

/** Typed into a parameter or a cell, it is an expression that finds nothing. */
export const NOTHING_FOUND = '={{ $json.missing }}';

/** Refused whatever the parameter is for. */
export const NEVER = [NOTHING_FOUND, null, {}, { value: 'x' }, [], ['x']];

export const kind = (suiting: fc.Arbitrary<unknown>, ...wrong: unknown[]): Kind => ({
	suiting,
	wrong: fc.constantFrom(...NEVER, ...wrong),
});

/** Whether it contains an expression that finds nothing. */
export const holdsExpression = (value: unknown) => JSON.stringify(value).includes(NOTHING_FOUND);
