import type { INodeParameterResourceLocator, INodeProperties } from 'n8n-workflow';

import { readingOf } from '../../shared/parameters/read';
import type { Check } from '../../shared/parameters/read';
import { referralId as readReferralId } from '../../shared/values/referralId';
import type { Field } from '../routing/field';
import { planOf } from '../routing/requestPlan';

const locator: INodeProperties = {
	displayName: 'Referral',
	name: 'referralId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The lead or co-sell opportunity to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Search by name or customer',
			typeOptions: { searchListMethod: 'searchReferrals', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3b1a8a5c-9d0e-4c47-8f7e-2f6d5e1c0b9a',
			hint: 'The ID, or any link that ends in it',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://api.partner.microsoft.com/v1.0/engagements/referrals/3b1a8a5c-…',
			hint: "The referral's page in Partner Center, its links.self.uri, or a webhook's ResourceUri",
		},
	],
};

/**
 * Ends the request's path in the referral's id.
 *
 * It reads the raw locator: n8n's own `extractValue` throws for a bad link while the items before it
 * are still sent, and a URL expression would put a whole link into the path.
 */
const addressReferral: Check = (context, request) => {
	const given = context.getNodeParameter(locator.name);
	const value = isLocator(given) ? given.value : given;
	const id = readReferralId(value, readingOf(context, locator));
	request.url = `${request.url}/${id}`;
	planOf(request).referralId = id;
};

/** Where an expression stands for the whole parameter, it may give anything. */
function isLocator(value: unknown): value is INodeParameterResourceLocator {
	return typeof value === 'object' && value !== null && 'value' in value;
}

/** The parameter that says which referral. */
export const referralId: Field = { property: locator, check: addressReferral };
