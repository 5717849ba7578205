import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { REFERRALS } from '../../../shared/api/address';
import type { ParameterContext } from '../../../shared/parameters/read';
import { isJsonObject, json } from '../../../shared/values/json';
import { mustBe } from '../../../shared/values/parameterError';
import { writeOptions } from '../../fields/options';
import { outputFormat } from '../../fields/output';
import { shownWhere } from '../../routing/field';
import type { Operation } from '../../routing/operation';
import type { RequestPlan } from '../../routing/requestPlan';
import { requireDocumented } from './newReferral/newReferral';
import { newReferralFields } from './newReferral/newReferralFields';

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create referral',
		description: 'Create a private, partner-led or co-sell deal',
	},
	request: {
		name: 'new',
		routing: { request: { method: 'POST', url: REFERRALS } },
		leading: [],
		trailing: outputFormat,
		options: [writeOptions],
	},
	fields: [
		{
			property: {
				displayName: 'Input Mode',
				name: 'inputMode',
				type: 'options',
				noDataExpression: true,
				default: 'fields',
				description: 'How to specify the new referral',
				options: [
					{ name: 'Fields', value: 'fields', description: 'Fill in the fields below' },
					{ name: 'JSON', value: 'json', description: 'Write the whole body of the request' },
				],
			},
			preSend: requireKnownMode,
		},
		...shownWhere({ show: { inputMode: ['fields'] } }, newReferralFields),
		...shownWhere({ show: { inputMode: ['json'] } }, [
			{
				property: {
					displayName: 'Referral JSON',
					name: 'referralJson',
					type: 'json',
					required: true,
					default: '{}',
					description:
						'The new referral in the format of the API, with type, customerProfile, consent and details',
				},
				preSend: setBodyFromJson,
			},
		]),
	],
};

/** n8n removes the `=` of an expression here, so that no expression yields a known mode. */
function requireKnownMode(context: ParameterContext): void {
	const mode = context.getNodeParameter('inputMode');
	if (mode !== 'fields' && mode !== 'json') throw mustBe('Input Mode', 'fields or json', mode);
}

function setBodyFromJson(
	context: ParameterContext,
	_plan: RequestPlan,
	request: IHttpRequestOptions,
): void {
	const source = { parameter: 'Referral JSON', timezone: context.getTimezone() };
	const value = context.getNodeParameter('referralJson');
	const body = json(value, source);
	if (!isJsonObject(body)) throw mustBe(source.parameter, 'a JSON object', value);
	if (Object.keys(body).length === 0) throw mustBe(source.parameter, 'a JSON object', '');
	requireDocumented(body, source.parameter);
	request.body = body as IDataObject;
}
