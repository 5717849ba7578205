import type { INodeProperties } from 'n8n-workflow';

import { anyEquals, custom, equals, isAfter, isBefore } from '../api/odata';
import type { Clause } from '../api/odata';
import { valueAt } from '../referral/pointer';
import type { Pointer } from '../referral/pointer';
import { isOnTeam } from '../referral/team';
import {
	DIRECTIONS,
	QUALIFICATIONS,
	spaced,
	STATUSES,
	SUBSTATUSES,
	TYPES,
} from '../referral/vocabulary';
import { choice } from '../values/choice';
import { containsText } from '../values/containsText';
import { country } from '../values/country';
import { dateTime } from '../values/dateTime';
import { decimal } from '../values/decimal';
import { emailAddress } from '../values/emailAddress';
import type { Reader } from '../values/reader';
import { code, someText } from '../values/text';
import { Filter, StateFilter } from './filter';

function byWord(
	displayName: string,
	name: string,
	words: readonly [string, ...string[]],
	description: string,
): StateFilter {
	const [first] = words;
	const options = words.map((word) => ({ name: spaced(word), value: word }));
	return byField(name, choice(words), {
		displayName,
		name,
		type: 'options',
		options,
		default: first,
		description,
	});
}

/** A filter for the field at this path, with `/` between its levels. */
function byField(path: string, reader: Reader<string>, property: INodeProperties): StateFilter {
	return new StateFilter(
		property,
		reader,
		(value) => equals(path, value),
		(referral, value) => valueAt(referral, `/${path}`) === value,
	);
}

const byText = (path: string, reader: Reader<string>, property: Named) =>
	byField(path, reader, { type: 'string', default: '', ...property });

type Named = Omit<INodeProperties, 'type' | 'default'>;

const byTime = (
	path: string,
	clauseFor: (path: string, instant: string) => Clause,
	property: Named,
) =>
	new Filter({ type: 'dateTime', default: '', ...property }, dateTime, (value) =>
		clauseFor(path, value),
	);

/** A filter that the documentation doesn't mention, so that the node applies it. */
const byNode = (
	reader: Reader<string>,
	property: INodeProperties,
	pointer: Pointer,
	matches: (found: unknown, value: string) => boolean,
) =>
	new StateFilter(
		property,
		reader,
		() => undefined,
		(referral, value) => matches(valueAt(referral, pointer), value),
	);

const byPartOf = (pointer: Pointer, property: Named) =>
	byNode(someText, { type: 'string', default: '', ...property }, pointer, containsText);

const byCountry = byText('customerProfile/address/country', country, {
	displayName: 'Country',
	name: 'country',
	placeholder: 'e.g. US',
	description: "The customer's country, as its two-letter code (ISO 3166-1) or its English name",
});

const byCreation = byTime('createdDateTime', isAfter, {
	displayName: 'Created After',
	name: 'createdAfter',
	description:
		"Only referrals created after this point in time. A date without an offset is in the workflow's time zone.",
});

const byPartOfCustomer = byPartOf('/customerProfile/name', {
	displayName: 'Customer Contains',
	name: 'customerContains',
	placeholder: 'e.g. contoso',
	description: "Part of the customer's name (case-insensitive). The node applies this filter.",
});

const byOData = new Filter(
	{
		displayName: 'Custom (OData)',
		name: 'custom',
		type: 'string',
		default: '',
		placeholder: 'e.g. details/dealValue gt 10000',
		description:
			'Your own filter in OData, in addition to the others. It is sent unchanged: enclose text from other sources in single quotes, and double the quotes in it.',
	},
	someText,
	custom,
);

const byDirection = byWord('Direction', 'direction', DIRECTIONS, 'Incoming or outgoing referrals');

const byEngagement = byText('engagementId', code(someText), {
	displayName: 'Engagement ID',
	name: 'engagementId',
	placeholder: 'e.g. 65edc0b5-3485-41b7-a17e-dfa9ef4706e2',
	description: 'The ID that all referrals of one deal have in common',
});

/** Not documented by Microsoft, so the service may reject it. */
export const byExternalReference = byText('externalReferenceId', code(someText), {
	displayName: 'External Reference ID',
	name: 'externalReferenceId',
	placeholder: 'e.g. OPP-1001',
	description:
		"The key of the record in your CRM. Case-sensitive. If Partner Center can't filter by it, the node searches the list itself; further filters make that faster.",
});

const byMinDealValue = byNode(
	decimal,
	{
		displayName: 'Min Deal Value',
		name: 'minDealValue',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		placeholder: 'e.g. 10000',
		description: "The lowest deal value, in the referral's currency. The node applies this filter.",
	},
	'/details/dealValue',
	isAtLeast,
);

const byPartOfName = byPartOf('/name', {
	displayName: 'Name Contains',
	name: 'nameContains',
	placeholder: 'e.g. migration',
	description: "Part of the referral's name (case-insensitive). The node applies this filter.",
});

const byQualification = byWord(
	'Qualification',
	'qualification',
	QUALIFICATIONS,
	'How far the lead has been qualified',
);

const byStatus = byWord('Status', 'status', STATUSES, 'The status of the referral');

const bySubstatus = byWord('Substatus', 'substatus', SUBSTATUSES, 'The substatus of the referral');

const byTeamMember = new StateFilter(
	{
		displayName: 'Team Member Email',
		name: 'teamMemberEmail',
		type: 'string',
		default: '',
		placeholder: 'e.g. jane.doe@contoso.com',
		description: 'The email address of a person on the team of the referral',
	},
	emailAddress,
	(value) => anyEquals('team', 'email', value),
	isOnTeam,
);

const byType = byWord(
	'Type',
	'type',
	TYPES,
	'Independent referrals, or those shared with a partner or Microsoft',
);

const byUpdate = byTime('updatedDateTime', isAfter, {
	displayName: 'Updated After',
	name: 'updatedAfter',
	description:
		"Only referrals changed after this point in time. A date without an offset is in the workflow's time zone.",
});

const byUpdateBefore = byTime('updatedDateTime', isBefore, {
	displayName: 'Updated Before',
	name: 'updatedBefore',
	description:
		"Only referrals last changed before this point in time. A date without an offset is in the workflow's time zone.",
});

/** The filters that can be applied to a referral that was read: all except dates and custom OData. */
export const stateFilters = [
	byCountry,
	byPartOfCustomer,
	byDirection,
	byEngagement,
	byExternalReference,
	byMinDealValue,
	byPartOfName,
	byQualification,
	byStatus,
	bySubstatus,
	byTeamMember,
	byType,
];

/** The filters that the service can't apply. */
export const nodeFilters = [byPartOfCustomer, byMinDealValue, byPartOfName];

/** All filters of a list, sorted by label: those on Microsoft's page "Get a list of leads and opportunities", and more. */
export const listFilters: Filter[] = [
	...stateFilters,
	byCreation,
	byOData,
	byUpdate,
	byUpdateBefore,
].sort((one, other) => one.property.displayName.localeCompare(other.property.displayName));

/** An amount, which the service may return as a number or as text. */
function isAtLeast(found: unknown, minimum: string): boolean {
	const isAmount = typeof found === 'number' || (typeof found === 'string' && found.trim() !== '');
	return isAmount && Number(found) >= Number(minimum);
}
