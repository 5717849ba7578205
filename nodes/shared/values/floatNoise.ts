/** A double keeps every decimal of up to this many significant digits. A number that has more was computed. */
const RELIABLE_DIGITS = 15;

/** The most decimals that a computed number is taken to have. */
const MAX_DECIMALS = 6;

/**
 * The number in plain digits, without what floating-point arithmetic adds: 3599.9700000000003 is 3599.97, and
 * the remainder 5.5e-17 of a subtraction is 0. A number of up to 15 significant digits, or one that no shorter
 * decimal is close to, such as a third, is unchanged. Numbers that JavaScript writes with an exponent stay so.
 */
export function withoutFloatNoise(value: number): string {
	const written = String(value);
	if (significantDigits(written) <= RELIABLE_DIGITS) return written;
	const shorter = Array.from({ length: MAX_DECIMALS + 1 }, (_, decimals) =>
		value.toFixed(decimals),
	).find((rounded) => Math.abs(Number(rounded) - value) <= toleranceOf(value));
	if (shorter === undefined || Number(shorter) === value) return written;
	return shorter.replace(/^-0$/, '0');
}

/** About the rounding of some thousand additions; never as much as the last of five decimals. */
function toleranceOf(value: number): number {
	return Math.min(Math.max(Math.abs(value) * 2 ** -40, 1e-9), 5e-6);
}

function significantDigits(written: string): number {
	const digits = written.replace(/e.*$/, '').replace(/[-.]/g, '');
	return digits.replace(/^0+/, '').replace(/0+$/, '').length;
}
