import { failureAnswer } from '../failureBodies.mts';
import type { SimulatorOptions } from '../simulatorOptions.mts';
import { type Answer, jsonAnswer } from '../http/answer.mts';
import type { RecordedRequest } from '../recorder.mts';
import { createReferral } from './createReferral.mts';
import { listReferrals, type ListSettings } from './listReferrals.mts';
import { patchReferral, readPatchDocument } from './patch/patchReferral.mts';
import type { Referral } from './referral.mts';
import type { ReferralStore } from './referralStore.mts';
import { invalid, Refusal } from './refusal.mts';

/** Where the Referrals API lives. */
export const referralsPath = '/v1.0/engagements/referrals';

/** What an authorized request finds. */
export interface ReferralsService extends ListSettings {
	store: ReferralStore;
	/** Whether answers carry the header ETag. */
	withETag: boolean;
	/** What the service makes of a patch document before it applies it. */
	accept: (patch: unknown) => unknown;
	/** How the service represents a stored referral in an answer of its own; a list has it as it is stored. */
	represent: (referral: Referral) => unknown;
}

/** The referrals of a simulator with these options. */
export function referralsService(
	store: ReferralStore,
	now: () => Date,
	{ pageSize = 100, lists = {}, responseHeaders, accept, represent }: SimulatorOptions,
): ReferralsService {
	const asItIs = <Value,>(value: Value) => value;
	return {
		store,
		now,
		pageSize,
		lists,
		withETag: responseHeaders?.eTag ?? true,
		accept: accept ?? asItIs,
		represent: represent ?? asItIs,
	};
}

type Handler = (service: ReferralsService, request: RecordedRequest, id: string) => Answer;

const collection: Record<string, Handler | undefined> = {
	GET: (service, request) =>
		jsonAnswer(200, listReferrals(service.store.all(), request.query, service)),

	POST: (service, request) => {
		const created = createReferral(jsonBody(request), service.now());
		return referralAnswer(service, 201, service.store.put(created));
	},
};

const single: Record<string, Handler | undefined> = {
	GET: (service, _request, id) => referralAnswer(service, 200, found(service.store, id)),

	PATCH: (service, request, id) => {
		const { store, now } = service;
		const before = found(store, id);
		const patch = readPatchDocument(service.accept(jsonBody(request)));
		checkIfMatch(request, before);
		const after = store.update(patchReferral(before, patch, now()));
		return /(^|,)\s*return=representation\s*(;|,|$)/i.test(request.headers.prefer ?? '')
			? referralAnswer(service, 200, after)
			: { status: 204, headers: eTagHeader(service, after) };
	},
};

/** Handles one authorized request; what is wrong with it comes back as a failure too. */
export function answerReferralRequest(service: ReferralsService, request: RecordedRequest): Answer {
	const { handlers, id } = route(request.path);
	if (handlers === undefined) return failureAnswer({ status: 404 });
	const handle = handlers[request.method];
	if (handle === undefined) {
		return failureAnswer({ status: 405, headers: { Allow: Object.keys(handlers).join(', ') } });
	}
	try {
		return handle(service, request, id);
	} catch (error) {
		if (error instanceof Refusal) return failureAnswer(error.failure);
		throw error;
	}
}

function route(path: string): { handlers?: Record<string, Handler | undefined>; id: string } {
	if (path !== referralsPath && !path.startsWith(`${referralsPath}/`)) return { id: '' };
	const [id, ...rest] = path.slice(referralsPath.length + 1).split('/');
	if (rest.length > 0) return { id };
	return id === '' ? { handlers: collection, id } : { handlers: single, id };
}

function referralAnswer(service: ReferralsService, status: number, referral: Referral): Answer {
	return jsonAnswer(status, service.represent(referral), eTagHeader(service, referral));
}

function eTagHeader({ withETag }: ReferralsService, { eTag }: Referral): Record<string, string> {
	return withETag ? { ETag: eTag } : {};
}

function found(store: ReferralStore, id: string): Referral {
	const referral = store.find(id);
	if (referral === undefined) {
		throw new Refusal({ status: 404, target: 'id', message: `There is no referral '${id}'.` });
	}
	return referral;
}

/** The body is `application/json` for a patch as well ("Update a lead or opportunity"). */
function jsonBody(request: RecordedRequest): unknown {
	const [type] = (request.headers['content-type'] ?? '').split(';');
	if (type.trim().toLowerCase() !== 'application/json') {
		throw new Refusal({ status: 415, target: 'Content-Type' });
	}
	if (request.body === undefined) throw invalid('', 'The body is not JSON.');
	return request.body;
}

/** "If the If-Match header is passed, it will be used for concurrency control" ("Update a lead or opportunity"). */
function checkIfMatch(request: RecordedRequest, referral: Referral): void {
	const tag = request.headers['if-match'];
	if (tag === undefined || tag === '*' || tag === referral.eTag) return;
	throw new Refusal({ status: 412, target: 'If-Match' });
}
