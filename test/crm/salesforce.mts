import { type Answer, jsonAnswer } from '../simulator/http/answer.mts';
import type { Incoming } from '../simulator/http/incoming.mts';
import { answered, type Crm, type CrmRequest, Rejected, tokenAnswer } from './crmServer.mts';
import { Deals, type StoredDeal } from './deals.mts';

const INSTANCE = 'contoso.my.salesforce.com';
const TOKENS = {
	access_token: '00D000000000001!only-for-tests',
	refresh_token: '5Aep-only-for-tests',
	instance_url: `https://${INSTANCE}`,
};

const API = '/services/data/v59.0';

/** Salesforce's opportunities: SOQL for reading, sObject rows for changes. */
export class Salesforce implements Crm {
	readonly hosts = ['login.salesforce.com', INSTANCE];

	readonly deals = new Deals((count) => `006${String(count).padStart(12, '0')}AAA`);

	readonly credentials = {
		salesforceOAuth2Api: {
			environment: 'production',
			clientId: 'only-for-tests',
			clientSecret: 'only-for-tests',
			oauthTokenData: { token_type: 'Bearer', ...TOKENS },
		},
	};

	readonly unavailable = failed(503, 'SERVER_UNAVAILABLE', 'Server unavailable');

	isSignIn({ path }: Incoming): boolean {
		return path === '/services/oauth2/token';
	}

	answer(request: CrmRequest): Answer {
		return answered(() => {
			if (this.isSignIn(request)) return tokenAnswer(TOKENS);
			if (request.headers.authorization !== `Bearer ${TOKENS.access_token}`) {
				throw new Rejected(failed(401, 'INVALID_SESSION_ID', 'Session expired or invalid'));
			}
			const { method, path, query, rawBody } = request;
			if (method === 'GET' && path === `${API}/query`) return this.query(query.q ?? '');
			const [, id] = /\/sobjects\/opportunity\/(\w+)$/i.exec(path) ?? [];
			if (method === 'PATCH' && id) return this.update(id, rawBody);
			return failed(404, 'NOT_FOUND', 'The requested resource does not exist');
		});
	}

	/** The two conditions that the example workflow uses. */
	private query(soql: string): Answer {
		const statement = /^SELECT ([\w., ]+) FROM Opportunity WHERE (.+?)(?: ORDER BY \w+)?$/.exec(
			soql,
		);
		const [, fields = '', condition = ''] = statement ?? [];
		const since =
			/^LastModifiedDate >= (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) AND Partner_Center_Solution__c != null$/.exec(
				condition,
			);
		const id = /^Id = '(\w+)'$/.exec(condition);
		if (!since && !id) throw new Rejected(failed(400, 'MALFORMED_QUERY', soql));
		const found = since
			? this.deals.changedSince(new Date(since[1])).filter(({ solution }) => solution !== null)
			: this.deals.all.filter((deal) => deal.id === id?.[1]);
		const records = found.map((deal) => row(deal, fields.split(/,\s*/)));
		return jsonAnswer(200, { totalSize: records.length, done: true, records });
	}

	private update(id: string, rawBody: string): Answer {
		if (!this.deals.find(id)) {
			throw new Rejected(failed(404, 'NOT_FOUND', 'Provided external ID field does not exist'));
		}
		const body = JSON.parse(rawBody) as Record<string, string>;
		const changes = Object.entries(body).map(([name, value]) => changeOf(name, value));
		this.deals.change(id, Object.assign({}, ...changes) as object);
		return { status: 204, headers: {} };
	}
}

/** A change by its field, of those that the example workflow writes. */
function changeOf(name: string, value: string): object {
	switch (name) {
		case 'StageName':
			return { state: { 'Closed Won': 'won', 'Closed Lost': 'lost' }[value] ?? 'open' };
		case 'Partner_Center_Status__c':
			return { partnerCenterStatus: value };
		default:
			throw new Rejected(noSuchColumn(name));
	}
}

/** The fields of a SELECT, those of the account below `Account`. */
function row(deal: StoredDeal, fields: string[]): object {
	const stages = { open: 'Qualification', won: 'Closed Won', lost: 'Closed Lost' };
	const values: Record<string, unknown> = {
		Id: deal.id,
		Name: deal.name,
		Amount: deal.amount,
		CloseDate: deal.closingDay,
		Description: deal.notes,
		StageName: stages[deal.state],
		IsClosed: deal.state !== 'open',
		IsWon: deal.state === 'won',
		LastModifiedDate: deal.changedAt.toISOString().replace('Z', '+0000'),
		Partner_Center_Solution__c: deal.solution,
		Partner_Center_Status__c: deal.partnerCenterStatus,
		'Account.Name': deal.customer,
		'Account.BillingCountry': deal.country,
	};
	const url = `${API}/sobjects/Opportunity/${deal.id}`;
	const record: Record<string, unknown> = { attributes: { type: 'Opportunity', url } };
	for (const field of fields) {
		if (!(field in values)) throw new Rejected(noSuchColumn(field));
		const [first, ...rest] = field.split('.');
		if (rest.length === 0) record[first] = values[field];
		else record[first] = { ...(record[first] as object), [rest.join('.')]: values[field] };
	}
	return record;
}

function noSuchColumn(name: string): Answer {
	return failed(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type Opportunity`);
}

function failed(status: number, errorCode: string, message: string): Answer {
	return jsonAnswer(status, [{ message, errorCode }]);
}
