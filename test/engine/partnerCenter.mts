import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { simulatorClientSecret, startSimulator } from '../simulator/simulator.mts';
import type { ReferralFields, Simulator, SimulatorOptions } from '../simulator/simulator.mts';
import type { StoredCredential } from './credentials.mts';
import { Engine } from './engine.mts';
import type { RunOptions, RunResult } from './engine.mts';

/** Everything that a test of the node needs: the engine, a simulator, a connected credential. */
export class PartnerCenter {
	private constructor(
		readonly engine: Engine,
		readonly simulator: Simulator,
		readonly credential: StoredCredential,
	) {}

	static async start(options?: SimulatorOptions): Promise<PartnerCenter> {
		const [engine, simulator] = await Promise.all([Engine.load(), startSimulator(options)]);
		const credential = engine.credential({
			cloud: 'custom',
			apiUrl: simulator.url,
			authorityUrl: simulator.url,
			clientId: 'simulator',
			clientSecret: simulatorClientSecret,
			oauthTokenData: { ...simulator.signIn() },
		});
		return new PartnerCenter(engine, simulator, credential);
	}

	/** Runs the node with these parameters and settings. */
	async run(
		parameters: INodeParameters,
		options: Omit<RunOptions, 'parameters'> = {},
	): Promise<RunResult> {
		return await this.engine.run(this.credential, { parameters, ...options });
	}

	/** Puts in place a referral that can be worked on. @returns its id */
	referral(fields: Partial<ReferralFields> = {}): string {
		const id = fields.id ?? crypto.randomUUID();
		this.simulator.put({
			name: 'Contoso moves to Azure',
			status: 'New',
			substatus: 'Pending',
			type: 'Shared',
			direction: 'Incoming',
			customerProfile: { name: 'Contoso', address: { country: 'US' } },
			details: { notes: 'First call on Monday.', dealValue: 5000, currency: 'USD' },
			team: [{ email: 'john@contoso.com', firstName: 'John', lastName: 'Roe' }],
			...fields,
			id,
		} as ReferralFields);
		return id;
	}

	/** The bodies of all PATCHes, in order of arrival. */
	get patchDocuments(): unknown[] {
		return this.simulator.patches.map(({ body }) => body);
	}
}

/** The value of the parameter "Referral" in the mode "By ID". */
export function byId(value: unknown): INodeParameters {
	return { __rl: true, mode: 'id', value: value as string };
}

/** The value of the parameter "Referral" in the mode "By URL". */
export function byUrl(value: unknown): INodeParameters {
	return { __rl: true, mode: 'url', value: value as string };
}

/** What a failed item gave out: its message and details, with the input's fields around them. */
export interface FailedJson extends IDataObject {
	error: string;
	errorDetails: {
		description?: string;
		parameter?: string;
		statusCode?: number;
		code?: string;
		requestId?: string;
	};
}
