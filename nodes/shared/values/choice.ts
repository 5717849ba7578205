import { quoted } from './invisible';
import { mustBe } from './parameterError';
import { accepted } from './reader';
import { readEach } from './readEach';
import type { Reader } from './reader';

/** The words that a choice may be: a list, or the label of each word. */
type Words<T extends string> = readonly T[] | Readonly<Record<T, string>>;

/**
 * One of these words, or its label in n8n. Case, spaces and punctuation don't matter: `Closed: Won`,
 * `closed won` and `Won` are the same.
 */
export const choice = <T extends string>(words: Words<T>): Reader<T> => {
	const known = wordsByKey(words);
	return (value, { parameter }) => {
		const found = typeof value === 'string' ? known.get(keyOf(value)) : undefined;
		if (found === undefined) throw mustBe(parameter, `one of ${listed(words)}`, value);
		return found;
	};
};

/** The words of a menu's choices, with their labels. */
export function labelsOf<T extends string>(
	menu: Array<{ name: string; value: T }>,
): Record<T, string> {
	const labels = menu.map(({ name, value }) => [value, name] as const);
	return Object.fromEntries(labels) as Record<T, string>;
}

/** One of these words or, unlike a choice, any other text that the reader accepts. */
export const suggestion = (words: Words<string>, reader: Reader<string>): Reader<string> => {
	const one = choice(words);
	return (value, source) =>
		accepted(one, typeof value === 'number' ? String(value) : value) ?? reader(value, source);
};

/** A list of at least one of these words. */
export const choices = <T extends string>(words: Words<T>): Reader<T[]> => {
	const one = choice(words);
	return (value, source) => {
		if (!Array.isArray(value) || value.length === 0) {
			throw mustBe(source.parameter, 'at least one choice', value);
		}
		return readEach(value, (word) => one(word, source));
	};
};

/** The choices as n8n shows them, for a message. */
function listed(words: Words<string>): string {
	const labels = [...(isList(words) ? words : Object.values(words))].sort();
	return labels.map((label) => (label.includes(',') ? quoted(label) : label)).join(', ');
}

function wordsByKey<T extends string>(words: Words<T>): Map<string, T> {
	const labels: Array<[T, string]> = isList(words)
		? words.map((word) => [word, word])
		: (Object.entries(words) as Array<[T, string]>);
	// A word comes after the labels, so that it wins over a label of another word.
	return new Map([
		...labels.map(([word, label]) => [keyOf(label), word] as const),
		...labels.map(([word]) => [keyOf(word), word] as const),
	]);
}

function isList<T extends string>(words: Words<T>): words is readonly T[] {
	return Array.isArray(words);
}

function keyOf(word: string): string {
	return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
