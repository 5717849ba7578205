import { type Answer, jsonAnswer } from '../simulator/http/answer.mts';
import { answered, type Crm, type CrmRequest, Rejected } from './crmServer.mts';
import { Deals, type StoredDeal } from './deals.mts';

interface Filter {
	propertyName: string;
	operator: string;
	value: string | number;
}

interface Search {
	filterGroups?: { filters: Filter[] }[];
	properties?: string[];
	limit?: number;
	after?: string;
}

const SERVICE_KEY = 'pat-na1-only-for-tests';

/** "A maximum of 200 objects can be returned per page" (HubSpot, "CRM API: Search the CRM"). */
const MOST_PER_PAGE = 200;

/** HubSpot's deals, in the version of the API that n8n's node uses: v3 for search, v1 for changes. */
export class HubSpot implements Crm {
	readonly hosts = ['api.hubapi.com'];

	readonly deals = new Deals((count) => String(9_000_000_000 + count));

	readonly credentials = { hubspotAppToken: { appToken: SERVICE_KEY } };

	readonly unavailable = failed(503, 'Service unavailable');

	isSignIn(): boolean {
		return false;
	}

	answer(request: CrmRequest): Answer {
		return answered(() => {
			if (request.headers.authorization !== `Bearer ${SERVICE_KEY}`) {
				throw new Rejected(failed(401, 'Authentication credentials not found.'));
			}
			const { method, path, rawBody } = request;
			if (method === 'GET' && path === '/account-info/v3/details') {
				return jsonAnswer(200, { portalId: 1 });
			}
			if (method === 'POST' && path === '/crm/v3/objects/deals/search') {
				return this.search(JSON.parse(rawBody) as Search);
			}
			const [, id] = /^\/deals\/v1\/deal\/(\d+)$/.exec(path) ?? [];
			if (method === 'PUT' && id) return this.update(id, rawBody);
			return failed(404, 'resource not found');
		});
	}

	private search({ filterGroups = [], properties = [], limit = 10, after }: Search): Answer {
		if (limit > MOST_PER_PAGE) throw new Rejected(failed(400, 'limit must be 200 or less'));
		const matches = (deal: StoredDeal) =>
			filterGroups.length === 0 ||
			filterGroups.some(({ filters }) => filters.every((filter) => fits(deal, filter)));
		const found = this.deals.all.filter(matches);
		const start = Number(after ?? 0);
		const page = found.slice(start, start + limit);
		const next = start + limit;
		return jsonAnswer(200, {
			total: found.length,
			results: page.map((deal) => ({
				id: deal.id,
				properties: chosen(deal, properties),
				createdAt: deal.createdAt.toISOString(),
				updatedAt: deal.changedAt.toISOString(),
				archived: false,
			})),
			...(next < found.length && { paging: { next: { after: String(next) } } }),
		});
	}

	private update(id: string, rawBody: string): Answer {
		if (!this.deals.find(id)) throw new Rejected(failed(404, 'resource not found'));
		const { properties } = JSON.parse(rawBody) as { properties: { name: string; value: string }[] };
		const changes = properties.map(({ name, value }) => changeOf(name, value));
		const deal = this.deals.change(id, Object.assign({}, ...changes) as object);
		const versions = Object.entries(propertiesOf(deal)).map(([name, value]) => [name, { value }]);
		return jsonAnswer(200, {
			portalId: 1,
			dealId: Number(id),
			isDeleted: false,
			properties: Object.fromEntries(versions) as object,
		});
	}
}

/** A change by its property, of those that the example workflow writes. */
function changeOf(name: string, value: string): object {
	switch (name) {
		case 'dealstage':
			return { state: { closedwon: 'won', closedlost: 'lost' }[value] ?? 'open' };
		case 'partner_center_status':
			return { partnerCenterStatus: value };
		default:
			throw new Rejected(failed(400, `Property "${name}" does not exist`));
	}
}

function propertiesOf(deal: StoredDeal): Record<string, string | null> {
	const stages = { open: 'qualifiedtobuy', won: 'closedwon', lost: 'closedlost' };
	return {
		hs_object_id: deal.id,
		createdate: deal.createdAt.toISOString(),
		hs_lastmodifieddate: deal.changedAt.toISOString(),
		dealname: deal.name,
		amount: deal.amount === null ? null : String(deal.amount),
		closedate: `${deal.closingDay}T00:00:00Z`,
		description: deal.notes,
		dealstage: stages[deal.state],
		pipeline: 'default',
		hs_is_closed: String(deal.state !== 'open'),
		hs_is_closed_won: String(deal.state === 'won'),
		deal_currency_code: null,
		customer_name: deal.customer,
		customer_country: deal.country,
		partner_center_solution: deal.solution,
		partner_center_status: deal.partnerCenterStatus,
	};
}

/** Search returns the properties that were asked for, and these three. */
function chosen(deal: StoredDeal, names: string[]): Record<string, string | null> {
	const properties = propertiesOf(deal);
	const known = [...names, 'hs_object_id', 'createdate', 'hs_lastmodifieddate'].filter(
		(name) => name in properties,
	);
	return Object.fromEntries(known.map((name) => [name, properties[name]]));
}

function fits(deal: StoredDeal, { propertyName, operator, value }: Filter): boolean {
	const actual = propertiesOf(deal)[propertyName];
	// Dates are compared as Unix time in milliseconds.
	if (operator === 'GTE') return Date.parse(actual ?? '') >= Number(value);
	if (operator === 'HAS_PROPERTY') return actual !== null;
	if (operator === 'EQ') return actual === String(value);
	throw new Rejected(failed(400, `Invalid operator ${operator}`));
}

function failed(status: number, message: string): Answer {
	return jsonAnswer(status, { status: 'error', message, correlationId: crypto.randomUUID() });
}
