/** Something that must never become a request; its message names the parameter in quotes. */
export class Refusal extends Error {
	constructor(
		/** The parameter's display name. */
		readonly parameter: string,
		message: string,
		/** What a person can do about it, in a sentence or two. */
		readonly howToGoOn: string,
	) {
		super(message);
		this.name = 'Refusal';
	}
}

/**
 * The refusal of a parameter's value.
 *
 * @param accepted completes the sentence «"Deal Value" must be …»
 * @param given the value as it came; shown shortened, and never when it is an object
 */
export function mustBe(
	parameter: string,
	accepted: string,
	given: unknown,
	howToGoOn = `Correct "${parameter}", or the expression that fills it, and run the node again.`,
): Refusal {
	return new Refusal(
		parameter,
		`"${parameter}" must be ${accepted}, not ${shown(given)}`,
		howToGoOn,
	);
}

const LONGEST_SHOWN = 60;

function shown(given: unknown): string {
	if (given === undefined) return 'an expression that found nothing';
	if (given === null) return 'null';
	if (given === '') return 'an empty text';
	if (Array.isArray(given)) return given.length === 0 ? 'an empty list' : 'a list';
	if (typeof given === 'string') return shownText(given);
	if (typeof given === 'object' || typeof given === 'function') return 'an object';
	return String(given);
}

/** What an expression leaves in a text when it found nothing, or an object, is said so. */
function shownText(given: string): string {
	if (/undefined/i.test(given)) return 'a text built from an expression that found nothing';
	if (given.includes('[object ')) return 'a text built from an object';
	const short = given.length > LONGEST_SHOWN ? `${given.slice(0, LONGEST_SHOWN)}…` : given;
	return JSON.stringify(short);
}
