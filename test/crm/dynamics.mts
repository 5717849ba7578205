import { type Answer, jsonAnswer } from '../simulator/http/answer.mts';
import type { Incoming } from '../simulator/http/incoming.mts';
import { answered, type Crm, type CrmRequest, Rejected, tokenAnswer } from './crmServer.mts';
import { Deals, type StoredDeal } from './deals.mts';

const ENVIRONMENT = 'contoso.crm.dynamics.com';
const TOKENS = { access_token: 'only-for-tests', refresh_token: 'only-for-tests' };
const API = '/api/data/v9.2';

/** "opportunity entity reference": the states of an opportunity, and a status reason of each. */
const STATES = {
	open: { statecode: 0, statuscode: 1 },
	won: { statecode: 1, statuscode: 3 },
	lost: { statecode: 2, statuscode: 4 },
};

/** The opportunities of Dynamics 365 Sales, in Dataverse's Web API. */
export class Dynamics implements Crm {
	readonly hosts = ['login.microsoftonline.com', ENVIRONMENT];

	readonly deals = new Deals(
		(count) => `5f3a6c1e-0000-4000-8000-${String(count).padStart(12, '0')}`,
	);

	readonly credentials = {
		microsoftDataverseOAuth2Api: {
			tenantId: 'contoso.onmicrosoft.com',
			environmentUrl: `https://${ENVIRONMENT}`,
			clientId: 'only-for-tests',
			clientSecret: 'only-for-tests',
			oauthTokenData: { token_type: 'Bearer', ...TOKENS },
		},
	};

	readonly unavailable = {
		...failed(503, '0x80048306', 'Service unavailable'),
		headers: { 'Content-Type': 'application/json', 'Retry-After': '0' },
	};

	isSignIn({ path }: Incoming): boolean {
		return path.endsWith('/oauth2/v2.0/token');
	}

	answer(request: CrmRequest): Answer {
		return answered(() => {
			if (this.isSignIn(request)) return tokenAnswer(TOKENS);
			if (request.headers.authorization !== `Bearer ${TOKENS.access_token}`) {
				throw new Rejected(failed(401, '0x80048306', 'Unauthorized'));
			}
			const { method, path, query, rawBody } = request;
			const [, id] = /\/opportunities\(([\da-f-]{36})\)$/.exec(path) ?? [];
			const [, action] = /\/(Win|Lose)Opportunity$/.exec(path) ?? [];
			if (method === 'GET' && path === `${API}/WhoAmI`) return jsonAnswer(200, {});
			if (method === 'GET' && path === `${API}/opportunities`) return this.list(query);
			if (method === 'GET' && path.startsWith(`${API}/EntityDefinitions`)) return metadata(path);
			if (method === 'PATCH' && id) return this.update(id, JSON.parse(rawBody) as Row);
			if (method === 'POST' && action)
				return this.close(action === 'Win' ? 'won' : 'lost', rawBody);
			return failed(404, '0x8006088a', `Resource not found for the segment '${path}'.`);
		});
	}

	/** The two conditions that the example workflow uses. */
	private list({ $filter = '', $select = '', $expand = '' }: Incoming['query']): Answer {
		const [, since] =
			/^modifiedon ge (\d{4}-\d\d-\d\dT[\d:.]+Z) and new_partnercentersolution ne null$/.exec(
				$filter,
			) ?? [];
		const [, id] = /^opportunityid eq ([\da-f-]{36})$/.exec($filter) ?? [];
		if (!since && !id) throw new Rejected(failed(400, '0x80060888', `Syntax error: ${$filter}`));
		const found = since
			? this.deals.changedSince(new Date(since)).filter(({ solution }) => solution !== null)
			: this.deals.all.filter((deal) => deal.id === id);
		const expanded = $expand === 'customerid_account($select=name,address1_country)';
		return jsonAnswer(200, {
			'@odata.context': `https://${ENVIRONMENT}${API}/$metadata#opportunities`,
			value: found.map((deal) => ({
				...selected(deal, $select.split(',')),
				...(expanded && {
					customerid_account: { name: deal.customer, address1_country: deal.country },
				}),
			})),
		});
	}

	private update(id: string, body: Row): Answer {
		const deal = this.deals.find(id);
		if (!deal)
			throw new Rejected(failed(404, '0x80040217', `opportunity With Id = ${id} Does Not Exist`));
		const { statecode, statuscode, new_partnercenterstatus: status, ...others } = body;
		const [unknown] = Object.keys(others);
		if (unknown)
			throw new Rejected(
				failed(400, '0x80048d19', `'${unknown}' doesn't exist on type opportunity.`),
			);
		if (statecode !== undefined && !(statecode === 0 && statuscode === 1)) {
			throw new Rejected(failed(400, '0x80040203', 'Use WinOpportunity or LoseOpportunity.'));
		}
		if (deal.state !== 'open' && statecode === undefined) throw new Rejected(readOnly);
		const changed = this.deals.change(id, {
			...(statecode === 0 && { state: 'open' as const }),
			...(status !== undefined && { partnerCenterStatus: status as string }),
		});
		return jsonAnswer(200, selected(changed, Object.keys(columnsOf(changed))));
	}

	private close(state: 'won' | 'lost', rawBody: string): Answer {
		const { OpportunityClose: close, Status } = JSON.parse(rawBody) as {
			OpportunityClose: Record<string, string>;
			Status: number;
		};
		const [, id] = /\(([\da-f-]{36})\)$/.exec(close['opportunityid@odata.bind']) ?? [];
		const deal = this.deals.find(id);
		if (!deal) throw new Rejected(failed(404, '0x80040217', 'opportunity Does Not Exist'));
		if (deal.state !== 'open') throw new Rejected(readOnly);
		if (Status !== STATES[state].statuscode) {
			throw new Rejected(failed(400, '0x80048408', `${Status} is not a valid status code.`));
		}
		this.deals.change(id, { state });
		return { status: 204, headers: {} };
	}
}

type Row = Record<string, unknown>;

/** What n8n's node reads about a table before it writes a text: whether the column is a lookup. */
function metadata(path: string): Answer {
	const table = {
		LogicalName: 'opportunity',
		EntitySetName: 'opportunities',
		PrimaryIdAttribute: 'opportunityid',
		TableType: 'Standard',
	};
	return jsonAnswer(200, { value: path.endsWith('/ManyToOneRelationships') ? [] : [table] });
}

function columnsOf(deal: StoredDeal): Row {
	return {
		opportunityid: deal.id,
		name: deal.name,
		estimatedvalue: deal.amount,
		estimatedclosedate: deal.closingDay,
		description: deal.notes,
		modifiedon: deal.changedAt.toISOString().replace(/\.\d+/, ''),
		new_partnercentersolution: deal.solution,
		new_partnercenterstatus: deal.partnerCenterStatus,
		...STATES[deal.state],
	};
}

/** The key is part of every row. */
function selected(deal: StoredDeal, names: string[]): Row {
	const columns = columnsOf(deal);
	const unknown = names.find((name) => !(name in columns));
	if (unknown !== undefined) {
		throw new Rejected(failed(400, '0x80060888', `Could not find a property named '${unknown}'`));
	}
	const values = names.map((name) => [name, columns[name]]);
	return {
		'@odata.etag': `W/"${deal.changedAt.getTime()}"`,
		...(Object.fromEntries(values) as Row),
		opportunityid: deal.id,
	};
}

const readOnly = failed(400, '0x80043b17', 'The opportunity has already been closed.');

function failed(status: number, code: string, message: string): Answer {
	return jsonAnswer(status, { error: { code, message } });
}
