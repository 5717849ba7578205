import { accepted } from '../shared/values/reader';
import { referralId } from '../shared/values/referralId';

/**
 * The referral's ID in an event's ResourceUri; undefined if it contains none. Microsoft documents
 * `https://api.partnercenter.microsoft.com/engagements/v1/referrals/{id}`, but its samples differ in host and path.
 * Only the ID is used; the host is never called.
 */
export function referralIdIn(resourceUri: string): string | undefined {
	if (resourceUri.length > MAX_LENGTH) return undefined;
	const [withoutFragment] = decoded(resourceUri).trim().split('#');
	const [address, ...query] = withoutFragment.split('?');
	const parameters = parametersIn(query.join('&'));
	const segments = address.replace(HOST, '').replace(ODATA_KEY, '/').split('/');
	const collection = segments.findIndex((segment) => COLLECTION.test(segment.trim()));

	const afterCollection = idsIn(segments.slice(collection + 1));
	if (collection !== -1 && afterCollection.length > 0) return afterCollection[0];
	const fromSpecificParameter = idIn(parameters.get('referralid') ?? parameters.get('referral'));
	if (fromSpecificParameter !== undefined) return fromSpecificParameter;
	// Ahead of the collection is the ID of something else, such as the partner's account.
	const anywhere = collection === -1 ? idsIn(segments) : [];
	return (
		anywhere.filter((id) => GUID.test(id)).at(-1) ?? anywhere.at(-1) ?? idIn(parameters.get('id'))
	);
}

/** In characters. Anyone can post an event, which is read before its signature is verified. */
const MAX_LENGTH = 2_000;

const HOST = /^(?:[a-z][a-z\d+.-]*:)?\/\/[^/]*/i;

/** The parentheses of `referrals('id')`. */
const ODATA_KEY = /[()]/g;

/** The name of a list of referrals, such as `referrals` or `relatedReferrals`. */
const COLLECTION = /referrals?$/i;

/** An ID in quotes or braces or without them, and with the key's name or type in OData. */
const ID = /^(?:[a-z]+=)?(?:guid(?='))?["'{\s]*([a-z\d][\w-]*)["'}\s]*$/i;

const VERSION = /^v\d+$/i;

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

function idsIn(segments: string[]): string[] {
	return segments.map(idIn).filter((id) => id !== undefined);
}

/** The names of collections and actions contain no digit. */
function idIn(text = ''): string | undefined {
	const [, id = ''] = ID.exec(text.trim()) ?? [];
	return /\d/.test(id) && !VERSION.test(id) ? accepted(referralId, id) : undefined;
}

/** The query's parameters. Their names are reduced to lower-case letters, so that `referral_id` is `referralid`. */
function parametersIn(query: string): Map<string, string> {
	return new Map(
		query.split('&').map((parameter): [string, string] => {
			const [name, ...value] = parameter.split('=');
			return [name.toLowerCase().replace(/[^a-z]/g, ''), value.join('=')];
		}),
	);
}

/** Decodes percent-encoded ASCII characters, including those that were encoded twice. */
function decoded(text: string): string {
	const once = (encoded: string) =>
		encoded.replace(/%([0-7][\da-f])/gi, (_, code: string) =>
			String.fromCharCode(parseInt(code, 16)),
		);
	return once(once(text));
}
