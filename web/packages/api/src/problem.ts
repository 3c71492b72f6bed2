/** The body of a refusal (RFC 9457), as every part of the server writes it. */
export interface ProblemBody {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  instance?: string;
  code: string;
  zh: string;
  en: string;
  params?: Record<string, unknown>;
  correlationId?: string;
}

/**
 * A call that did not succeed: a refusal by the server, or no answer at all (status 0). It always
 * has a text in both languages that says what to do next.
 */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly correlationId: string | undefined;

  constructor(body: ProblemBody) {
    super(`${body.code}: ${body.en}`);
    this.name = 'Problem';
    this.code = body.code;
    this.status = body.status;
    this.zh = body.zh;
    this.en = body.en;
    this.params = body.params ?? {};
    this.correlationId = body.correlationId;
  }

  /** No answer came: the network is away, or the server was too slow. */
  get isOffline(): boolean {
    return this.status === 0;
  }

  /** Nobody is signed in on this computer, or the session has ended. */
  get isSignedOut(): boolean {
    return this.status === 401;
  }

  get isForbidden(): boolean {
    return this.status === 403;
  }

  /**
   * The server may or may not have done what was asked. A command must then be sent again with the
   * same id, never as a new one.
   */
  get isOutcomeUnknown(): boolean {
    return this.status === 0 || this.status >= 500;
  }

  text(language: string): string {
    return language.startsWith('zh') ? this.zh : this.en;
  }

  static offline(): Problem {
    return new Problem({
      status: 0,
      code: 'CLIENT_OFFLINE',
      zh: '连不上服务器。请检查网线或网络，系统会自动重试。',
      en: 'The server cannot be reached. Check the network cable; we keep trying.',
    });
  }

  static timeout(): Problem {
    return new Problem({
      status: 0,
      code: 'CLIENT_TIMEOUT',
      zh: '服务器没有及时回应。请稍等再试；重试不会重复办理。',
      en: 'The server did not answer in time. Try again shortly; nothing is done twice.',
    });
  }

  static signedOut(): Problem {
    return new Problem({
      status: 401,
      code: 'CLIENT_SIGNED_OUT',
      zh: '登录已失效，请重新登录。',
      en: 'Your session has ended. Please sign in again.',
    });
  }

  /** The problem that a failed response describes; one of our own where it describes none. */
  static async of(response: Response): Promise<Problem> {
    const body: unknown = await response.json().catch(() => undefined);
    if (isProblemBody(body)) return new Problem({ ...body, status: response.status });
    return new Problem({
      status: response.status,
      code: `HTTP_${String(response.status)}`,
      zh: `服务器出错（${String(response.status)}）。请稍后再试；若仍不行，请联系系统管理员。`,
      en: `The server failed (${String(response.status)}). Try again; if it persists, call the administrator.`,
    });
  }
}

function isProblemBody(body: unknown): body is ProblemBody {
  if (typeof body !== 'object' || body === null) return false;
  const candidate = body as Partial<ProblemBody>;
  return (
    typeof candidate.code === 'string' &&
    typeof candidate.zh === 'string' &&
    typeof candidate.en === 'string'
  );
}
