import { type Activity, CloudAdapter, type InvokeResponse, TeamsActivityHandler, type TurnContext } from 'botbuilder';
import {
  AuthenticationConstants,
  BotFrameworkAuthenticationFactory,
  ClaimsIdentity,
  PasswordServiceClientCredentialFactory,
} from 'botframework-connector';

/**
 * The SDK's adapter for activities whose token was judged already. Its own connector has no credentials: what we say goes by the outbox,
 * never out of the middle of a request.
 */
class Adapter extends CloudAdapter {
  async run(appId: string, activity: Partial<Activity>, handler: TeamsActivityHandler): Promise<InvokeResponse | undefined> {
    const { AudienceClaim: type, ToChannelFromBotOAuthScope: audience } = AuthenticationConstants;
    const claimsIdentity = new ClaimsIdentity([{ type, value: appId }], true);
    const connectorFactory = this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity);
    const proven = { audience, callerId: '', claimsIdentity, connectorFactory };
    return await this.processActivity(proven, activity as Activity, (context) => handler.run(context));
  }
}

type Take = (activity: unknown) => Promise<void>;

/** The kinds of activity that may concern us are taken, each as it came in; of all others the SDK makes nothing. */
class Handler extends TeamsActivityHandler {
  readonly #take: Take;

  constructor(take: Take) {
    super();
    this.#take = take;
  }

  protected override async onMessageActivity({ activity }: TurnContext): Promise<void> {
    await this.#take(activity);
  }
  protected override async onMessageUpdateActivity({ activity }: TurnContext): Promise<void> {
    await this.#take(activity);
  }
  protected override async onMessageDeleteActivity({ activity }: TurnContext): Promise<void> {
    await this.#take(activity);
  }
  protected override async onInstallationUpdateActivity({ activity }: TurnContext): Promise<void> {
    await this.#take(activity);
  }
  protected override async onConversationUpdateActivity({ activity }: TurnContext): Promise<void> {
    await this.#take(activity);
  }
  /** We know none; the SDK trips over some that are malformed, and Teams waits for the answer. */
  protected override async onInvokeActivity(): Promise<InvokeResponse> {
    return { status: 501 };
  }
}

/** Runs one proven activity through the SDK; resolves with what Teams waits for, if anything. What `take` throws comes through. */
export function teamsAdapter(appId: string): (activity: Partial<Activity>, take: Take) => Promise<InvokeResponse | undefined> {
  const noCredentials = new PasswordServiceClientCredentialFactory('', '');
  const adapter = new Adapter(
    BotFrameworkAuthenticationFactory.create('', true, '', '', '', '', '', '', '', noCredentials, { requiredEndorsements: [] }),
  );
  return (activity, take) => adapter.run(appId, activity, new Handler(take));
}
