module com.example.consumer {
  requires dev.longctx.compress;
}
