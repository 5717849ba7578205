import { anyOf, equals } from '../../../shared/api/odata';
import type { Clause } from '../../../shared/api/odata';
import type { ReferralKey } from '../../routing/requestPlan';

/** The longest URL that every service and proxy accepts, in characters. */
const MAX_URL_LENGTH = 2_000;

/** What the URL contains in addition to the filter: address, path and the name of the option, with a margin. */
const REST_OF_URL = 250;

/** The filters that find the referrals with these keys, as few as possible. */
export function filtersFor(keys: ReferralKey[]): Clause[] {
	const filters: Clause[][] = [];
	let length = Infinity;
	for (const { field, value } of keys) {
		const clause = equals(field, value);
		const added = encodedLength(` or ${clause}`);
		if (length + added > MAX_URL_LENGTH - REST_OF_URL) {
			filters.push([]);
			length = 0;
		}
		filters.at(-1)!.push(clause);
		length += added;
	}
	return filters.map(anyOf);
}

/** Some HTTP clients encode quotes, too. */
function encodedLength(text: string): number {
	return encodeURIComponent(text).replaceAll("'", '%27').length;
}
