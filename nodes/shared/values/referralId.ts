import { trimmed } from './invisible';
import { mustBe } from './parameterError';
import type { Reader } from './reader';

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** The texts that an expression leaves if it found nothing. */
const NOT_AN_ID = /^(?:undefined|null|nan)$/i;

/** A link's path, without its host, query and fragment. */
const LINK = /^https?:\/\/[^\s?#\\@/]+(\/[^\s?#\\@]+)(?:[?#].*)?$/i;
/** The end of a link, from the name of the collection on, as in `/engagements/v1/referrals('…')`. */
const RELATIVE_LINK = /^([\w.~/-]*\breferrals[(/%][^\s?#\\@:]+)(?:[?#].*)?$/i;
/** A key in the syntax of OData (URL Conventions, section 4.3.1): `referrals('…')`, `referrals(id='…')`. */
const ODATA_KEY = /\breferrals\((?:id=)?'?([^'()]*)'?\)/i;

/**
 * A referral's ID, from the bare ID or from any link that contains it: the portal page, `links.self.uri`, a
 * webhook's `ResourceUri`. Query and fragment are ignored, and the link's host is never used.
 */
export const referralId: Reader<string> = (value, { parameter }) => {
	const given = trimmed(value);
	const id = typeof given === 'string' ? idIn(given) : '';
	if (!ID.test(id) || NOT_AN_ID.test(id)) {
		throw mustBe(
			parameter,
			'the ID of a referral, or a link that contains it',
			value,
			'Use the "id" of a referral, such as {{ $json.id }}, or the address of its page in Partner Center.',
		);
	}
	return id;
};

/** The ID in a text that can only be an ID or a link; undefined if it may also be a name. */
export function unmistakableId(text: string): string | undefined {
	const given = text.trim();
	const id = idIn(given);
	const isUnmistakable = id !== given || GUID.test(id);
	return isUnmistakable && ID.test(id) ? id : undefined;
}

function idIn(given: string): string {
	const link = /^https?%3A/i.test(given) ? decoded(given) : given;
	const path = (LINK.exec(link) ?? RELATIVE_LINK.exec(link))?.[1];
	return path === undefined ? given : idInPath(decoded(path));
}

/** The OData key, or the last GUID, or the last segment if it has a digit: the name of a collection has none. */
function idInPath(path: string): string {
	const key = ODATA_KEY.exec(path)?.[1];
	if (key !== undefined) return key;
	const segments = path.split('/').filter((segment) => segment !== '');
	const last = segments.at(-1) ?? '';
	return segments.filter((segment) => GUID.test(segment)).at(-1) ?? (/\d/.test(last) ? last : '');
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return '';
	}
}
