import type { JobWish } from "../../../../src/kube/job/spec.ts";
import type { Settings } from "../../../../src/model/settings.ts";
import type { V1Container, V1PodSpec, V1PodTemplateSpec } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { SafeRollbackError } from "../../../../src/errors.ts";
import { jobOf } from "../../../../src/kube/job/spec.ts";
import { revision, situation, workload } from "../../../support/builders.ts";

const DIGEST = `sha256:${"d".repeat(64)}`;

const MOUNTED_VOLUMES = [
  { name: "config", configMap: { name: "config" } },
  { name: "tls", secret: { secretName: "tls" } },
  {
    name: "mixed",
    projected: { defaultMode: 420, sources: [{ configMap: { name: "migrations" } }, { secret: { name: "more" } }] },
  },
  { name: "token", projected: { sources: [{ serviceAccountToken: { path: "token" } }] } },
  { name: "tmp", emptyDir: {} },
  { name: "raw", persistentVolumeClaim: { claimName: "raw" } },
  { name: "proxy-key", secret: { secretName: "proxy" } },
];

/** Everything a Deployment's template may say. */
const RICH: V1PodTemplateSpec = {
  metadata: {
    labels: { app: "myapp", "pod-template-hash": "abc", "sidecar.istio.io/inject": "true", "istio.io/rev": "stable" },
    annotations: {
      "prometheus.io/scrape": "true",
      "container.apparmor.security.beta.kubernetes.io/web": "localhost/web",
      "container.apparmor.security.beta.kubernetes.io/proxy": "localhost/proxy",
      "container.apparmor.security.beta.kubernetes.io/metrics": "localhost/metrics",
      "traffic.sidecar.istio.io/excludeOutboundPorts": "5432",
      "config.linkerd.io/skip-outbound-ports": "5432",
      team: "shop",
    },
  },
  spec: {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: "zone", operator: "In", values: ["a"] }] }],
        },
      },
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [],
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: "myapp" } } },
          { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: "noisy" } } },
        ],
      },
    },
    activeDeadlineSeconds: 9,
    automountServiceAccountToken: true,
    dnsConfig: { options: [{ name: "ndots", value: "2" }] },
    dnsPolicy: "ClusterFirstWithHostNet",
    enableServiceLinks: false,
    hostAliases: [{ ip: "10.0.0.1", hostnames: ["legacy-db"] }],
    hostIPC: true,
    hostNetwork: true,
    hostPID: true,
    hostname: "myapp",
    imagePullSecrets: [{ name: "registry" }],
    nodeSelector: { disk: "ssd" },
    priorityClassName: "high",
    readinessGates: [{ conditionType: "example.com/gate" }],
    restartPolicy: "Always",
    runtimeClassName: "gvisor",
    schedulerName: "own-scheduler",
    schedulingGates: [{ name: "example.com/gate" }],
    securityContext: { runAsNonRoot: true, fsGroup: 1000 },
    serviceAccountName: "myapp",
    shareProcessNamespace: true,
    subdomain: "myapp",
    terminationGracePeriodSeconds: 3600,
    tolerations: [{ key: "dedicated", operator: "Exists" }],
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" }],
    initContainers: [
      { name: "migrate", image: "myapp:v2", command: ["migrate", "up"] },
      {
        name: "proxy",
        image: "cloud-proxy:1",
        restartPolicy: "Always",
        ports: [{ name: "admin", containerPort: 9091, hostPort: 9091 }],
        startupProbe: { httpGet: { port: "admin", path: "/startup" } },
        volumeMounts: [{ name: "proxy-key", mountPath: "/key" }],
      },
    ],
    containers: [
      { name: "metrics", image: "metrics:1", volumeMounts: [{ name: "metrics-disk", mountPath: "/data" }] },
      {
        name: "web",
        image: "registry:5000/myapp:v2",
        imagePullPolicy: "Always",
        args: ["serve"],
        command: ["/entrypoint.sh"],
        env: [
          { name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: "db", key: "url" } } },
          { name: "APP", valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
          { name: "TEAM", valueFrom: { fieldRef: { fieldPath: "metadata.annotations['team']" } } },
          { name: "NODE", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
          { name: "NODE_ENV", value: "production" },
        ],
        envFrom: [{ configMapRef: { name: "config" } }, { secretRef: { name: "more" }, prefix: "X_" }],
        lifecycle: { preStop: { exec: { command: ["sleep", "30"] } } },
        livenessProbe: { httpGet: { port: 8080 } },
        ports: [{ containerPort: 8080, hostPort: 8080 }],
        readinessProbe: { httpGet: { port: 8080 } },
        resizePolicy: [{ resourceName: "cpu", restartPolicy: "NotRequired" }],
        resources: { requests: { cpu: "100m" }, limits: { memory: "256Mi" } },
        securityContext: { readOnlyRootFilesystem: true },
        startupProbe: { httpGet: { port: 8080 } },
        stdin: true,
        terminationMessagePolicy: "FallbackToLogsOnError",
        tty: true,
        volumeDevices: [{ name: "raw", devicePath: "/dev/raw" }],
        volumeMounts: [
          { name: "config", mountPath: "/config" },
          { name: "tls", mountPath: "/tls" },
          { name: "mixed", mountPath: "/mixed" },
          { name: "token", mountPath: "/token" },
          { name: "tmp", mountPath: "/tmp" },
        ],
        workingDir: "/app",
      },
    ],
    volumes: [
      ...MOUNTED_VOLUMES,
      { name: "metrics-disk", persistentVolumeClaim: { claimName: "metrics" } },
      { name: "init-only", emptyDir: {} },
    ],
  },
};

const MESH_OFF_LABELS = { "sidecar.istio.io/inject": "false", "kuma.io/sidecar-injection": "disabled" };

const MESH_OFF_ANNOTATIONS = {
  "sidecar.istio.io/inject": "false",
  "linkerd.io/inject": "disabled",
  "consul.hashicorp.com/connect-inject": "false",
  "kuma.io/sidecar-injection": "disabled",
};

const OWN_LABELS = {
  "app.kubernetes.io/managed-by": "safe-rollback",
  "safe-rollback.io/workload": "uid-of-myapp",
  "safe-rollback.io/purpose": "revert",
};

function wish(changed: Partial<JobWish> & { readonly settings?: Partial<Settings> } = {}): JobWish {
  const { settings = {}, ...rest } = changed;
  return {
    name: "myapp-revert-x7k2pq",
    place: {
      workload: workload(),
      revision: revision(2, { name: "web", image: "registry:5000/myapp:v2", digests: [DIGEST] }),
      container: "web",
      settings: situation({ settings }).settings,
    },
    template: RICH,
    selector: { matchLabels: { app: "myapp" } },
    command: { argv: ["node", "-e", "down('$1')"], environment: { NODE_ENV: "rollback", STEP: "$(HOME)" } },
    purpose: "revert",
    needs: "database",
    subject: "20240301_drop_legacy.js",
    deadlineSeconds: 600,
    ...rest,
  };
}

const probe = { purpose: "probe", needs: "nothing", deadlineSeconds: 120 } as const;

describe("the Job of a revert", () => {
  it("imitates the leaving image's Pod in all that decides where and as whom it runs", () => {
    expect(jobOf(wish())).toEqual({
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: {
        name: "myapp-revert-x7k2pq",
        namespace: "shop",
        labels: { ...OWN_LABELS, ...MESH_OFF_LABELS },
        annotations: { "safe-rollback.io/subject": "20240301_drop_legacy.js" },
      },
      spec: {
        backoffLimit: 0,
        activeDeadlineSeconds: 600,
        ttlSecondsAfterFinished: 86_400,
        template: {
          metadata: {
            labels: { ...OWN_LABELS, ...MESH_OFF_LABELS },
            annotations: {
              ...MESH_OFF_ANNOTATIONS,
              "container.apparmor.security.beta.kubernetes.io/web": "localhost/web",
              "container.apparmor.security.beta.kubernetes.io/proxy": "localhost/proxy",
              "safe-rollback.io/subject": "20240301_drop_legacy.js",
              "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
            },
          },
          spec: {
            affinity: {
              nodeAffinity: RICH.spec?.affinity?.nodeAffinity,
              podAntiAffinity: {
                preferredDuringSchedulingIgnoredDuringExecution: [],
                requiredDuringSchedulingIgnoredDuringExecution: [
                  { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: "noisy" } } },
                ],
              },
            },
            automountServiceAccountToken: true,
            dnsConfig: { options: [{ name: "ndots", value: "2" }] },
            dnsPolicy: "ClusterFirstWithHostNet",
            enableServiceLinks: false,
            hostAliases: [{ ip: "10.0.0.1", hostnames: ["legacy-db"] }],
            hostNetwork: true,
            hostname: "myapp",
            imagePullSecrets: [{ name: "registry" }],
            nodeSelector: { disk: "ssd" },
            priorityClassName: "high",
            restartPolicy: "Never",
            runtimeClassName: "gvisor",
            schedulerName: "own-scheduler",
            securityContext: { runAsNonRoot: true, fsGroup: 1000 },
            serviceAccountName: "myapp",
            terminationGracePeriodSeconds: 10,
            tolerations: [{ key: "dedicated", operator: "Exists" }],
            initContainers: [
              {
                name: "proxy",
                image: "cloud-proxy:1",
                restartPolicy: "Always",
                ports: [{ name: "admin", containerPort: 9091 }],
                startupProbe: { httpGet: { port: "admin", path: "/startup" } },
                volumeMounts: [{ name: "proxy-key", mountPath: "/key" }],
              },
            ],
            containers: [
              {
                name: "web",
                image: `registry:5000/myapp@${DIGEST}`,
                imagePullPolicy: "IfNotPresent",
                command: ["node", "-e", "down('$$1')"],
                env: [
                  { name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: "db", key: "url" } } },
                  { name: "APP", value: "myapp" },
                  { name: "TEAM", value: "shop" },
                  { name: "NODE", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
                  { name: "NODE_ENV", value: "rollback" },
                  { name: "STEP", value: "$$(HOME)" },
                ],
                envFrom: [{ configMapRef: { name: "config" } }, { secretRef: { name: "more" }, prefix: "X_" }],
                resources: { requests: { cpu: "100m" }, limits: { memory: "256Mi" } },
                securityContext: { readOnlyRootFilesystem: true },
                volumeDevices: [{ name: "raw", devicePath: "/dev/raw" }],
                volumeMounts: [
                  { name: "config", mountPath: "/config" },
                  { name: "tls", mountPath: "/tls" },
                  { name: "mixed", mountPath: "/mixed" },
                  { name: "token", mountPath: "/token" },
                  { name: "tmp", mountPath: "/tmp" },
                ],
                workingDir: "/app",
              },
            ],
            volumes: MOUNTED_VOLUMES,
          },
        },
      },
    });
  });

  it("leaves the template itself as it was", () => {
    const before = structuredClone(RICH);
    jobOf(wish());
    jobOf(wish(probe));
    expect(RICH).toEqual(before);
  });

  it("carries the mesh's labels and annotations where the mesh is kept", () => {
    const job = jobOf(wish({ settings: { keepMesh: { value: true, from: "flag" } } }));
    expect(job.spec?.template.metadata).toEqual({
      labels: { ...OWN_LABELS, "sidecar.istio.io/inject": "true", "istio.io/rev": "stable" },
      annotations: {
        "container.apparmor.security.beta.kubernetes.io/web": "localhost/web",
        "container.apparmor.security.beta.kubernetes.io/proxy": "localhost/proxy",
        "traffic.sidecar.istio.io/excludeOutboundPorts": "5432",
        "config.linkerd.io/skip-outbound-ports": "5432",
        "safe-rollback.io/subject": "20240301_drop_legacy.js",
        "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
      },
    });
  });

  it("has the labels that the operator asks for, on the Job and on its Pod", () => {
    const asked = { "network-policy": "database" };
    const job = jobOf(wish({ settings: { jobLabels: { value: asked, from: "flag" } } }));
    expect([job.metadata?.labels, job.spec?.template.metadata?.labels]).toEqual([
      expect.objectContaining(asked),
      expect.objectContaining(asked),
    ]);
  });

  it("cannot be given another product's or workload's labels", () => {
    const asked = { "safe-rollback.io/purpose": "probe", "app.kubernetes.io/managed-by": "Helm" };
    const job = jobOf(wish({ settings: { jobLabels: { value: asked, from: "flag" } } }));
    expect(job.metadata?.labels).toEqual({ ...OWN_LABELS, ...MESH_OFF_LABELS });
  });

  it("is refused with labels by which the Deployment would adopt its Pod", () => {
    const refused = refusalOf(wish({ settings: { jobLabels: { value: { app: "myapp" }, from: "flag" } } }));
    expect([refused.code, refused.facts]).toEqual([
      "usage",
      ["labels asked for: app=myapp", `its selector: {"matchLabels":{"app":"myapp"}}`],
    ]);
  });

  it("is refused for a container that the revision lacks", () => {
    const { place } = wish();
    expect(refusalOf(wish({ place: { ...place, container: "worker" } })).code).toBe("container-not-found");
  });

  it.each(["IfNotPresent", "Never"])("keeps the pull policy %s", (imagePullPolicy) => {
    const template = withContainer({ imagePullPolicy });
    expect(containerOf(wish({ template })).imagePullPolicy).toBe(imagePullPolicy);
  });

  it("pulls always, as the workload does, where the image is not pinned", () => {
    const { place } = wish();
    const unpinned = { ...place, revision: revision(2, { image: "registry:5000/myapp:v2" }) };
    const { image, imagePullPolicy } = containerOf(wish({ place: unpinned }));
    expect([image, imagePullPolicy]).toEqual(["registry:5000/myapp:v2", "Always"]);
  });

  it("is small for a small template", () => {
    const template = { spec: { containers: [{ name: "web", image: "myapp:v2" }] } };
    expect(podOf(wish({ template, command: { argv: ["true"], environment: {} } }))).toEqual({
      containers: [{ name: "web", image: `registry:5000/myapp@${DIGEST}`, command: ["true"] }],
      restartPolicy: "Never",
      terminationGracePeriodSeconds: 10,
    });
  });
});

describe("the Job of a look into an image", () => {
  it("has a short life", () => {
    expect(jobOf(wish(probe)).spec).toMatchObject({
      activeDeadlineSeconds: 120,
      ttlSecondsAfterFinished: 60,
      template: { spec: { terminationGracePeriodSeconds: 1 } },
    });
  });

  it("has no environment but the command's own when it needs nothing", () => {
    const { env, envFrom } = containerOf(wish(probe));
    expect([env, envFrom]).toEqual([
      [
        { name: "NODE_ENV", value: "rollback" },
        { name: "STEP", value: "$$(HOME)" },
      ],
      undefined,
    ]);
  });

  it("has no Secret, token, disk or Service's variables when it needs nothing", () => {
    const { containers: _, ...spec } = podOf(wish(probe));
    const { volumeMounts, volumeDevices } = containerOf(wish(probe));
    expect({ ...spec, volumeMounts, volumeDevices }).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      serviceAccountName: "myapp",
      volumes: [
        { name: "config", configMap: { name: "config" } },
        { name: "mixed", projected: { defaultMode: 420, sources: [{ configMap: { name: "migrations" } }] } },
        { name: "tmp", emptyDir: {} },
      ],
      volumeMounts: [{ name: "config" }, { name: "mixed" }, { name: "tmp" }],
      volumeDevices: undefined,
    });
  });

  it("has no sidecar when it needs nothing", () => {
    expect(podOf(wish(probe)).initContainers).toBeUndefined();
  });

  it("mentions no Secret anywhere when it needs nothing", () => {
    const withoutPullSecret = JSON.stringify(jobOf(wish(probe))).replace(
      '"imagePullSecrets":[{"name":"registry"}]',
      "",
    );
    expect(withoutPullSecret).not.toMatch(/secret/i);
  });

  it("gets the environment by reference when it needs the database", () => {
    const revert = containerOf(wish());
    const { env, envFrom } = containerOf(wish({ ...probe, needs: "database" }));
    expect([env, envFrom]).toEqual([revert.env, revert.envFrom]);
  });
});

describe("a variable that a command knows by another name", () => {
  it("refers to the container's own, after everything it may refer to, and hides one that had the name", () => {
    const command = { argv: ["goose"], environment: {}, aliases: { NODE: "X_URL", SAME: "SAME" } };
    const { env } = containerOf(wish({ command }));
    expect(env?.map(({ name }) => name)).toEqual(["DATABASE_URL", "APP", "TEAM", "NODE_ENV", "NODE"]);
    expect(env?.at(-1)).toEqual({ name: "NODE", value: "$(X_URL)" });
  });
});

function podOf(wanted: JobWish): V1PodSpec {
  const spec = jobOf(wanted).spec?.template.spec;
  if (spec) return spec;
  throw new Error("the Job has no Pod");
}

function containerOf(wanted: JobWish): V1Container {
  const [container] = podOf(wanted).containers;
  if (container) return container;
  throw new Error("the Pod has no container");
}

function withContainer(changed: { readonly imagePullPolicy: string }): V1PodTemplateSpec {
  return { spec: { containers: [{ name: "web", image: "registry:5000/myapp:v2", ...changed }] } };
}

function refusalOf(wanted: JobWish): SafeRollbackError["trouble"] {
  try {
    jobOf(wanted);
  } catch (error) {
    if (error instanceof SafeRollbackError) return error.trouble;
    throw error;
  }
  throw new Error("the Job was not refused");
}
