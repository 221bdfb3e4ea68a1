module com.example.consumer {
  requires dev.longctx.compress;
  requires dev.longctx.critic.en;
  requires dev.longctx.reason;
}
