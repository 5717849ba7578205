import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { allOf, anyEquals, equals, isAfter, own } from '../odata/filter';
import type { Clause } from '../odata/filter';
import { choice } from '../values/choice';
import { country } from '../values/country';
import { dateTime } from '../values/dateTime';
import { emailAddress } from '../values/emailAddress';
import type { Reader, Reading } from '../values/reader';
import { someText } from '../values/text';

/** One way to narrow a list of referrals down. */
export class Filter {
	constructor(
		readonly property: INodeProperties,
		private readonly reader: Reader<string>,
		private readonly clauseOf: (value: string) => Clause,
	) {}

	/** @throws {Refusal} when it can't be filtered by this value */
	clause(value: unknown, reading: Omit<Reading, 'parameter'>): Clause {
		const parameter = this.property.displayName;
		return this.clauseOf(this.reader(value, { ...reading, parameter }));
	}
}

/** The $filter of what was chosen among these filters; none where nothing was. */
export function filterOf(
	chosen: IDataObject,
	filters: Filter[],
	reading: Omit<Reading, 'parameter'>,
): Clause | undefined {
	return allOf(
		filters
			.filter(({ property }) => property.name in chosen)
			.map((filter) => filter.clause(chosen[filter.property.name], reading)),
	);
}

export function filtersField(filters: Filter[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: filters.map(({ property }) => property),
	};
}

function byWord(
	displayName: string,
	name: string,
	words: [string, ...string[]],
	description: string,
): Filter {
	const [first] = words;
	return new Filter(
		{
			displayName,
			name,
			type: 'options',
			options: words.map((word) => ({ name: spaced(word), value: word })),
			default: first,
			description,
		},
		choice(words),
		(value) => equals(name, value),
	);
}

/** «MarketingQualified» as people read it. */
function spaced(word: string): string {
	return word.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

const byText = (
	reader: Reader<string>,
	clause: (value: string) => Clause,
	property: Omit<INodeProperties, 'type' | 'default'>,
) => new Filter({ type: 'string', default: '', ...property }, reader, clause);

const byTime = (path: string, property: Omit<INodeProperties, 'type' | 'default'>) =>
	new Filter({ type: 'dateTime', default: '', ...property }, dateTime, (value) =>
		isAfter(path, value),
	);

/** The filters that Microsoft's page "Get a list of leads and opportunities" shows, and more of their kind. */
export const byCountry = byText(
	country,
	(value) => equals('customerProfile/address/country', value),
	{
		displayName: 'Country',
		name: 'country',
		placeholder: 'e.g. US',
		description: "The customer's country, as its two-letter code (ISO 3166-1)",
	},
);

export const byCreation = byTime('createdDateTime', {
	displayName: 'Created After',
	name: 'createdAfter',
	description:
		"Only referrals created after this point in time. A date without an offset is read in the workflow's time zone.",
});

export const byOData = byText(someText, own, {
	displayName: 'Custom (OData)',
	name: 'custom',
	placeholder: "e.g. details/dealValue gt 10000 and status ne 'Closed'",
	description:
		'A filter of your own in OData, beside the others. It goes out as it is: put text from outside only between quotes, and double the quotes in it.',
});

export const byDirection = byWord(
	'Direction',
	'direction',
	['Incoming', 'Outgoing'],
	'Whether it came to you or from you',
);

export const byEngagement = byText(someText, (value) => equals('engagementId', value), {
	displayName: 'Engagement ID',
	name: 'engagementId',
	placeholder: 'e.g. 65edc0b5-3485-41b7-a17e-dfa9ef4706e2',
	description: 'What the referrals of all parties to one deal have in common',
});

/** No page of Microsoft's shows it, so the service may refuse it. */
export const byExternalReference = byText(
	someText,
	(value) => equals('externalReferenceId', value),
	{
		displayName: 'External Reference ID',
		name: 'externalReferenceId',
		placeholder: 'e.g. OPP-1001',
		description:
			"The key of your CRM. Where the service can't filter by it, the node reads the list page by page, newest first, and picks out what fits; other filters make that faster.",
	},
);

export const byQualification = byWord(
	'Qualification',
	'qualification',
	['Direct', 'MarketingQualified', 'None', 'SalesQualified'],
	'How far it has been qualified',
);

export const byStatus = byWord(
	'Status',
	'status',
	['Active', 'Closed', 'New', 'None'],
	'Where it stands',
);

export const bySubstatus = byWord(
	'Substatus',
	'substatus',
	['Accepted', 'Declined', 'Error', 'Expired', 'Lost', 'None', 'Pending', 'Received', 'Won'],
	'Where it stands in detail',
);

export const byTeamMember = byText(emailAddress, (value) => anyEquals('team', 'email', value), {
	displayName: 'Team Member Email',
	name: 'teamMemberEmail',
	placeholder: 'e.g. jane.doe@contoso.com',
	description: 'Somebody of your organization whose team it is in',
});

export const byType = byWord(
	'Type',
	'type',
	['Independent', 'Shared'],
	'Whether it is shared with a partner or Microsoft',
);

export const byUpdate = byTime('updatedDateTime', {
	displayName: 'Updated After',
	name: 'updatedAfter',
	description:
		"Only referrals changed after this point in time. A date without an offset is read in the workflow's time zone.",
});
