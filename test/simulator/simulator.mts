import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, FaultScript } from './faults/faults.mts';
import { sendAnswer } from './http/answer.mts';
import { type Incoming, readIncoming } from './http/incoming.mts';
import { type Audience, scopeFor } from './oauth2/audiences.mts';
import { answerAuthorizeRequest } from './oauth2/authorizeEndpoint.mts';
import { Grants, type TokenSet } from './oauth2/grants.mts';
import { suggestedUser } from './oauth2/signInPage.mts';
import { TokenEndpoint, type TokenFault } from './oauth2/tokenEndpoint.mts';
import { TokenBucket } from './rateLimit.mts';
import { type RecordedRequest, type RecordedTokenRequest, Recorder } from './recorder.mts';
import { exampleReferrals } from './referrals/exampleReferrals.mts';
import type { Referral, ReferralFields } from './referrals/referral.mts';
import { answerReferralRequest, referralsService } from './referrals/referralsEndpoint.mts';
import { ReferralStore } from './referrals/referralStore.mts';
import { type Registration, Registrations } from './registration/registrations.mts';
import { ServedApi } from './servedApi.mts';
import { announcing } from './webhooks/announcing.mts';
import type { SimulatorOptions } from './simulatorOptions.mts';
import type { EventSender } from './webhooks/eventSender.mts';
import type { CertificateOptions } from './webhooks/signingChain.mts';
import { Webhooks } from './webhooks/webhooks.mts';

export { failureAnswer, type FailureShape } from './failureBodies.mts';
export type { Fault } from './faults/faults.mts';
export type { TokenSet } from './oauth2/grants.mts';
export { simulatorClientSecret, type TokenFault } from './oauth2/tokenEndpoint.mts';
export type { RateLimit } from './rateLimit.mts';
export type { SimulatorOptions } from './simulatorOptions.mts';
export type { RecordedRequest, RecordedTokenRequest } from './recorder.mts';
export { exampleReferrals } from './referrals/exampleReferrals.mts';
export type { Registration } from './registration/registrations.mts';
export type { EventSender, ReferralEvent, SignedDelivery } from './webhooks/eventSender.mts';
export type { Member, Referral, ReferralFields, Solution } from './referrals/referral.mts';

/** A stand-in for Partner Center's Referrals API and for Entra's OAuth 2.0 endpoints, over real HTTP. */
export interface Simulator {
	/** Both the API URL and the authority URL of a credential: `http://127.0.0.1:PORT`. */
	readonly url: string;
	/** Every request to the API, in order of arrival. */
	readonly requests: RecordedRequest[];
	/** Every POST to the token endpoint, in order of arrival. */
	readonly tokenRequests: RecordedTokenRequest[];
	/** Every request for a certificate of the events' signer, in order of arrival. */
	readonly certificateRequests: Incoming[];
	/** Every request to the API for the registration of webhooks, in order of arrival. */
	readonly registrationRequests: RecordedRequest[];
	/** The tenant's registration; another client's change if it is set. */
	registration: Registration | undefined;
	/** Those of `requests` that are a PATCH. */
	readonly patches: RecordedRequest[];
	/** The highest number of API requests that waited for their answer at one time. */
	readonly maxInFlight: number;

	/** Deep copies of all stored referrals. */
	referrals(): Referral[];
	/** A deep copy of a stored referral. @throws when there is none */
	referral(id: string): Referral;
	/** Stores a referral in place of any other with its id; it gets an entity tag if it has none. */
	put(referral: ReferralFields): void;
	/** Forgets all stored referrals. */
	clear(): void;
	/** A colleague's change behind the client's back: the entity tag and updatedDateTime change too. @throws when there is no such referral */
	touch(id: string, change: (referral: Referral) => void): void;

	/** The tokens of a finished sign-in, without a browser; by default for the Referrals API. */
	signIn(audience?: Audience, user?: string): TokenSet;
	/** From now on every access token issued so far is refused with 401. */
	expireAccessTokens(): void;
	/** From now on every refresh token issued so far is refused. */
	revokeRefreshTokens(): void;

	/**
	 * Signs events in Partner Center's place; its certificates can be fetched until there is another. While a URL is
	 * registered for them, each write to the API sends one there.
	 */
	eventSender(options?: CertificateOptions): Promise<EventSender>;

	/** Scripts something that goes wrong with requests to the API. @throws when it contradicts itself */
	fault(fault: Fault): void;
	/** The same for the API for the registration of webhooks. */
	registrationFault(fault: Fault): void;
	/** Scripts a refusal of the token endpoint. */
	tokenFault(fault: TokenFault): void;
	/** Resolves when nothing is under way: every request answered, every late change landed. */
	idle(): Promise<void>;
	/** Forgets the recorded requests and the scripted faults; tokens and referrals stay. */
	reset(): void;
	/** Closes the server, cuts open connections and ends pending delays. */
	stop(): Promise<void>;
}

/** @throws when the port is taken */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { now = () => new Date(), rateLimit, responseHeaders = {} } = options;
	const store = new ReferralStore(now);
	for (const referral of options.referrals ?? exampleReferrals()) store.put(referral);
	const stopping = new AbortController();
	// As many requests may wait at one time as a test sends.
	setMaxListeners(0, stopping.signal);
	const recorder = new Recorder();
	const faults = new FaultScript();
	const grants = new Grants(options.accessTokenLifetimeSeconds ?? 3600, now);
	const tokenEndpoint = new TokenEndpoint(grants, now, recorder.tokenRequests);
	const registrations = new Registrations();
	const webhooks = new Webhooks(
		() => url(),
		() => registrations.current,
	);
	const service = referralsService(store, now, options);
	const around = {
		now,
		grants,
		stopped: stopping.signal,
		withRequestId: responseHeaders.requestId ?? true,
		onAnswer: options.onAnswer,
	};
	const api = new ServedApi(
		announcing(
			(request) => answerReferralRequest(service, request),
			(event, id, request) => {
				options.onWrite?.(request, id);
				void webhooks.post(event, id);
			},
		),
		{
			...around,
			audience: 'referrals',
			recorder,
			faults,
			bucket: rateLimit && new TokenBucket(rateLimit, now().getTime()),
		},
	);
	const registrationRecorder = new Recorder();
	const registrationFaults = new FaultScript();
	const registrationApi = new ServedApi(
		(request, consent) => registrations.answer(request, consent),
		{
			...around,
			audience: 'webhooks',
			recorder: registrationRecorder,
			faults: registrationFaults,
		},
	);

	const stored = (id: string): Referral => {
		const referral = store.find(id);
		if (referral === undefined) throw new Error(`There is no referral '${id}'`);
		return referral;
	};

	const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
		const [path] = (message.url ?? '/').split('?');
		if (path.startsWith('/v1.0/')) {
			await api.serve(message, response);
		} else if (path.startsWith('/webhooks/v1/')) {
			await registrationApi.serve(message, response);
		} else if (/^\/[^/]+\/oauth2\/v2\.0\/authorize$/.test(path)) {
			sendAnswer(response, answerAuthorizeRequest(grants, await readIncoming(message)));
		} else if (/^\/[^/]+\/oauth2\/v2\.0\/token$/.test(path)) {
			const answer = tokenEndpoint.answer(await readIncoming(message));
			if (answer) sendAnswer(response, answer);
			else message.socket.resetAndDestroy();
		} else {
			const answer = await webhooks.answer(await readIncoming(message));
			sendAnswer(response, answer ?? { status: 404, headers: {} });
		}
	};

	const underWay = new Set<Promise<void>>();
	const server = createServer((message, response) => {
		const served = serve(message, response)
			.catch((error: unknown) => {
				sendAnswer(response, { status: 500, headers: {}, body: String(error) });
			})
			.finally(() => underWay.delete(served));
		underWay.add(served);
	});
	server.keepAliveTimeout = 0;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});

	const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	return {
		url: url(),
		requests: recorder.requests,
		tokenRequests: recorder.tokenRequests,
		certificateRequests: webhooks.requests,
		registrationRequests: registrationRecorder.requests,
		get registration() {
			return registrations.current;
		},
		set registration(registration) {
			registrations.current = registration;
		},
		get patches() {
			return recorder.requests.filter(({ method }) => method === 'PATCH');
		},
		get maxInFlight() {
			return recorder.maxInFlight;
		},

		referrals: () => store.all(),
		referral: stored,
		put: (referral) => {
			store.put(referral);
		},
		clear: () => {
			store.clear();
		},
		touch: (id, change) => {
			const referral = stored(id);
			change(referral);
			store.update(referral);
		},

		signIn: (audience = 'referrals', user = suggestedUser) =>
			grants.issueTokens({ clientId: 'simulator', scope: scopeFor(audience), user }),
		expireAccessTokens: () => {
			grants.expireAccessTokens();
		},
		revokeRefreshTokens: () => {
			grants.revokeRefreshTokens();
		},

		eventSender: (certificate) => webhooks.eventSender(certificate),

		fault: (fault) => {
			faults.add(fault);
		},
		registrationFault: (fault) => {
			registrationFaults.add(fault);
		},
		tokenFault: (fault) => {
			tokenEndpoint.fault(fault);
		},
		idle: async () => {
			while (underWay.size > 0) await Promise.all(underWay);
		},
		reset: () => {
			recorder.forget();
			registrationRecorder.forget();
			registrationFaults.forget();
			webhooks.requests.length = 0;
			faults.forget();
			tokenEndpoint.forgetFaults();
		},
		stop: async () => {
			stopping.abort();
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}
