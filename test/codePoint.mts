import * as fc from 'fast-check';

const SURROGATES = 0x800;

/**
 * Any character of Unicode except surrogates, as `unit: 'binary'` in fast-check, which lists all 1.1 million of them
 * first: over a second in each process.
 */
export const codePoint = fc.integer({ min: 0, max: 0x10ffff - SURROGATES }).map(
	(number) => String.fromCodePoint(number < 0xd800 ? number : number + SURROGATES),
	(character) => numberOf(character),
);

/** The inverse. With it, fast-check also tries texts that are dangerous in JavaScript, such as `__proto__`. */
function numberOf(character: unknown): number {
	if (typeof character !== 'string' || !/^[^\ud800-\udfff]$/su.test(character)) {
		throw new Error('Not one character');
	}
	const code = character.codePointAt(0)!;
	return code < 0xd800 ? code : code - SURROGATES;
}
