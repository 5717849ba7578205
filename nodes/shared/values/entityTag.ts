import { mustBe } from './parameterError';
import type { Reader } from './reader';

const QUOTED = /^(?:W\/)?"[\x21\x23-\x7e]{1,200}"$/;
const UNQUOTED = /^(W\/)?([\x21\x23-\x7e]{1,200})$/;
/** What a template gives when its expression found nothing, and addresses: none of them is an eTag. */
const NO_TAG = /^(?:\*|undefined|null|NaN|https?:.*)$/i;

/**
 * One entity tag (RFC 9110, section 8.8.3), verbatim, its quotes given back where they were dropped.
 * The list form and `*` are refused: they would let through what the tag is meant to keep out.
 */
export const entityTag: Reader<string> = (value, { parameter }) => {
	if (typeof value === 'string' && !NO_TAG.test(value)) {
		if (QUOTED.test(value)) return value;
		const unquoted = UNQUOTED.exec(value);
		if (unquoted) return `${unquoted[1] ?? ''}"${unquoted[2]}"`;
	}
	throw mustBe(
		parameter,
		'the eTag of one state of the referral, such as "2500ec5a-0000-0000-0000-5f0f3c1d0000"',
		value,
		'An eTag comes with every referral that this node gives out, in its field "eTag": read the referral first and use {{ $json.eTag }}, or turn "Use If-Match" off.',
	);
};
