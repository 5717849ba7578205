import type { INodeParameterResourceLocator, INodeProperties } from 'n8n-workflow';

import { sourceOf } from '../../shared/parameters/read';
import { referralId as readReferralId } from '../../shared/values/referralId';
import type { Field } from '../routing/field';

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
			placeholder: 'Search by name, customer or ID',
			typeOptions: { searchListMethod: 'searchReferrals', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3b1a8a5c-…',
			hint: 'The ID, or any link that contains it',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://…/referrals/3b1a8a5c-…',
			hint: "The referral's page in Partner Center, its links.self.uri, or a webhook's ResourceUri",
		},
	],
};

/**
 * The parameter that identifies the referral. Appends its ID to the path of the request.
 *
 * It reads the raw locator: n8n's own `extractValue` throws for a bad link while the requests of earlier
 * items are still sent, and a URL expression would put a whole link into the path.
 */
export const referralId: Field = {
	property: locator,
	preSend(context, plan, request) {
		const given = context.getNodeParameter(locator.name);
		const value = isLocator(given) ? given.value : given;
		const id = readReferralId(value, sourceOf(context, locator));
		request.url = `${request.url}/${id}`;
		plan.referralId = id;
	},
};

/** An expression for the whole parameter can return any value. */
function isLocator(value: unknown): value is INodeParameterResourceLocator {
	return typeof value === 'object' && value !== null && 'value' in value;
}
